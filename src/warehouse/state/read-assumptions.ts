import type { Engine } from '../engine/engine.ts'

/**
 * The assumptions made to read the files of each source table, one sentence each; only tables that needed
 * any.
 */
export async function readAssumed(engine: Engine): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await engine.query<{ name: string; assumed: readonly string[] }>({
    sql: `select table_name as name, assumed from plumbline.source_state
      where assumed is not null order by table_name`,
    parameters: [],
  })
  return new Map(rows.map(({ name, assumed }) => [name, assumed]))
}
