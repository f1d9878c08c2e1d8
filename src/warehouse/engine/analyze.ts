import type { Engine } from './engine.ts'

/**
 * Collects the planner's statistics of a table. JSON columns are excluded: no query joins or orders by a
 * whole document, and comparing documents takes longer than all other columns together.
 *
 * @param relation with its schema, quoted
 */
export async function analyze(engine: Engine, relation: string): Promise<void> {
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
