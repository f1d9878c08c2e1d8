import type { Engine } from '../engine/engine.ts'

/** What was assumed to read the files of each source table, a sentence each; only tables of which something was. */
export async function readAssumed(engine: Engine): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await engine.query<{ name: string; assumed: readonly string[] }>({
    sql: `select table_name as name, assumed from plumbline.source_state
      where assumed is not null order by table_name`,
    parameters: [],
  })
  return new Map(rows.map(({ name, assumed }) => [name, assumed]))
}
