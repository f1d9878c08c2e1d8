import type { Engine } from './engine.ts'
import { isCitus } from './is-citus.ts'

/**
 * Collects the planner's statistics of a table. JSON columns are excluded: no query joins or orders by a
 * whole document, and comparing documents takes longer than all other columns together.
 *
 * A distributed table is not analyzed: Citus rejects that in a transaction that has changed its rows.
 * `analyzeDistributed` does it after the commit.
 *
 * @param relation with its schema, quoted
 */
export async function analyze(engine: Engine, relation: string): Promise<void> {
  if (await isDistributed(engine, relation)) return
  await analyzeTable(engine, relation)
}

/** The same for a table on any number of nodes, outside a transaction. */
export async function analyzeTable(engine: Engine, relation: string): Promise<void> {
  const columns = await engine.query<{ name: string }>({
    sql: `select quote_ident(attname) as name
      from pg_catalog.pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and atttypid <> 'jsonb'::regtype
      order by attnum`,
    parameters: [relation],
  })
  if (columns.length === 0) return
  await engine.execute(`analyze ${relation} (${columns.map(({ name }) => name).join(', ')})`)
}

async function isDistributed(engine: Engine, relation: string): Promise<boolean> {
  if (!(await isCitus(engine))) return false
  const found = await engine.query({
    sql: 'select from pg_catalog.pg_dist_partition where logicalrelid = $1::regclass',
    parameters: [relation],
  })
  return found.length > 0
}
