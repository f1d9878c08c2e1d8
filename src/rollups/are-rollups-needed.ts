import type { Engine } from '../warehouse/engine/engine.ts'

/** Up to so many rows in the source tables, an embedded database computes values as quickly as it reads stored ones. */
const fewRows = 20_000

/**
 * Whether rollups make answers quicker. A server is shared, and its data grow; an embedded database with few rows, such
 * as a first try, is ready sooner without them.
 */
export async function areRollupsNeeded(engine: Engine): Promise<boolean> {
  if (engine.kind === 'postgres') return true
  const [row] = await engine.query<{ rows: string | null }>({
    sql: 'select sum(rows) as rows from plumbline.source_state where provided',
    parameters: [],
  })
  return Number(row?.rows ?? 0) > fewRows
}
