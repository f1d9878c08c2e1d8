import { z } from '../../forms.ts'
import type { Engine, QueryOptions, Statement } from '../../warehouse/engine/engine.ts'

/** What `explain (format json)` returns. */
const explained = z.tuple([z.object({ Plan: z.object({ 'Total Cost': z.number() }) })])

/** The cost of a statement, estimated by the planner of the database, in its units. Takes some milliseconds. */
export async function estimateCost(
  engine: Engine,
  { sql, parameters }: Statement,
  options?: QueryOptions,
): Promise<number> {
  const { rows } = await engine.queryArrays({ sql: `explain (format json) ${sql}`, parameters }, options)
  const [value] = rows[0] ?? []
  const [{ Plan }] = explained.parse(typeof value === 'string' ? JSON.parse(value) : value)
  return Plan['Total Cost']
}
