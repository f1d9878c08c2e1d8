import DataLoader from 'dataloader'
import { sql } from 'kysely'
import type { QueryOptions } from '../../warehouse/engine/engine.ts'
import { checkEntity } from './check-entity.ts'
import type { Entity } from './entity.ts'
import { permittedColumns, permittedRows } from './permitted.ts'
import { repeated } from './repeated.ts'
import type { Runtime } from '../../query/runtime.ts'

/** Finds rows of an entity by key, all keys of one tick in one statement; null for unknown keys. */
export function findByKey<Row extends object>(
  runtime: Runtime,
  options: QueryOptions,
  entity: Entity<Row>,
): DataLoader<string, Row | null> {
  const [key] = entity.key
  return new DataLoader(async (keys) => {
    await checkEntity(runtime, entity)
    const rows = await runtime.engine.query<Row>(
      repeated(
        runtime,
        entity,
        sql`
          select ${permittedColumns(runtime, entity)}
          from ${permittedRows(runtime, entity)}
          where ${sql.ref(key)} = any(${keys}::text[])
        `,
      ),
      options,
    )
    const found = new Map(rows.map((row) => [row[key], row]))
    return keys.map((one) => found.get(one as Row[typeof key]) ?? null)
  })
}
