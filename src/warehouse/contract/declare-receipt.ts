import type { SourceTable } from '../../catalog/files/source-table.ts'
import type { Engine } from '../engine/engine.ts'
import { readSourceRelations } from './read-source-relations.ts'
import { sourceState } from './source-state.ts'

/**
 * Writes down when the relations of the company's own loader were synced: they say how things stood then, and
 * what they date later has not happened. It holds until another time is declared.
 */
export const declareReceipt = async (
  engine: Engine,
  sources: ReadonlyMap<string, SourceTable>,
  receivedAt: string,
): Promise<readonly string[]> => {
  await engine.execute(sourceState.join(';\n'))
  const relations = await readSourceRelations(engine)
  const tables = [...sources.keys()].filter((name) => relations.get(name)?.ours === false)
  await engine.query({
    sql: `insert into plumbline.source_state (table_name, ours, received_at)
      select table_name, false, $2::timestamptz from unnest($1::text[]) as synced (table_name)
      on conflict (table_name) do update set received_at = excluded.received_at`,
    parameters: [tables, receivedAt],
  })
  return tables
}
