import type { SourceTable } from '../../catalog/files/source-table.ts'
import type { Engine } from '../engine/engine.ts'
import { readSourceRelations } from './read-source-relations.ts'
import { createSourceRecord } from './source-record.ts'

/**
 * Records when the relations of a company's own loader were synced. Their rows describe that moment, and
 * later times in them have not happened. The time applies until another one is declared.
 */
export async function declareReceipt(
  engine: Engine,
  sources: ReadonlyMap<string, SourceTable>,
  receivedAt: string,
): Promise<readonly string[]> {
  await createSourceRecord(engine)
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
