import type { Rollup } from '../catalog/rollups/rollup.ts'
import type { RollupFill } from '../semantic/compile/rollups/fill-rollup.ts'
import { rollupTableStatement } from '../semantic/compile/rollups/rollup-table-statement.ts'
import { rollupSchema } from '../semantic/rollups/rollup-table.ts'
import type { Engine } from '../warehouse/engine/engine.ts'
import { quoteName } from '../warehouse/engine/values/quote-name.ts'
import { rollupTables } from '../warehouse/release/drop-rollups.ts'

/** The name of the table of a rollup, quoted. */
export function tableOf({ name }: Pick<Rollup, 'name'>): string {
  return `${rollupSchema}.${quoteName(name)}`
}

/** Creates the table of a rollup, unless it exists for this definition; one for another definition is dropped. */
export async function ensureTable(
  engine: Engine,
  rollup: Rollup,
  fills: readonly RollupFill[],
): Promise<{ readonly isNew: boolean }> {
  const found = (await rollupTables(engine)).find(({ name }) => name === rollup.name)
  if (found?.hash === rollup.hash) return { isNew: false }
  const table = tableOf(rollup)
  if (found !== undefined) await engine.execute(`drop table ${table}`)
  await engine.execute(`create schema if not exists ${rollupSchema}`)
  await engine.query(rollupTableStatement(rollup, fills))
  const comment = `${rollup.header.description.trim()} (${rollup.hash})`.replaceAll("'", "''")
  await engine.execute(
    [
      `create index on ${table} (grain, dimension_set, aggregation, period_start)`,
      `comment on table ${table} is '${comment}'`,
    ].join(';\n'),
  )
  return { isNew: true }
}
