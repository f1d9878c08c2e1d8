import type { SourceTable } from '../../../catalog/files/source-table.ts'
import type { Engine } from '../../engine/engine.ts'
import type { SourceRelation } from '../../contract/read-source-relations.ts'
import { emptyTable } from './publish-rows.ts'
import type { SourceFile } from '../files/source-file.ts'

/** Empties the tables that a complete data set lacks; resolves to the tables that were provided before. */
export async function emptyOthers(
  engine: Engine,
  sources: ReadonlyMap<string, SourceTable>,
  files: readonly SourceFile[],
  relations: ReadonlyMap<string, SourceRelation>,
): Promise<readonly string[]> {
  const loaded = new Set(files.map(({ table }) => table.name))
  const removed = [...sources.values()].filter(({ name }) => {
    const relation = relations.get(name)
    return !loaded.has(name) && relation?.ours && relation.provided
  })
  for (const table of removed) {
    await emptyTable(engine, table)
    await engine.query({
      sql: `
        update plumbline.source_state
        set rows = 0, repeated_keys = 0, loaded_at = null, provided = false, received_at = null, assumed = null
        where table_name = $1`,
      parameters: [table.name],
    })
  }
  return removed.map(({ name }) => name)
}
