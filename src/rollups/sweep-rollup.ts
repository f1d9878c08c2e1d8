import type { Rollup } from '../catalog/rollups/rollup.ts'
import type { Engine } from '../warehouse/engine/engine.ts'
import { relationExists } from '../warehouse/engine/relation-exists.ts'
import { tableOf } from './ensure-table.ts'

/**
 * Deletes the rows that ended with a published batch or before it. A query that runs has a state of the data in which
 * they still exist.
 */
export async function sweepRollup(engine: Engine, rollup: Rollup, published: string): Promise<void> {
  const table = tableOf(rollup)
  if (!(await relationExists(engine, table))) return
  await engine.query({ sql: `delete from ${table} where until_batch <= $1::bigint`, parameters: [published] })
  await engine.query({
    sql: 'delete from plumbline.rollup_fills where rollup = $1 and batch < $2::bigint',
    parameters: [rollup.name, published],
  })
}
