import type { SourceTable } from '../../../catalog/files/source-table.ts'
import type { Engine } from '../../engine/engine.ts'
import type { SourceRelation } from '../../contract/read-source-relations.ts'
import { emptyTable } from './publish-rows.ts'
import type { SourceFile } from '../files/source-file.ts'

/** Empties the tables that a whole data set lacks; resolves to those which had been provided until now. */
export const emptyOthers = async (
  engine: Engine,
  sources: ReadonlyMap<string, SourceTable>,
  files: readonly SourceFile[],
  relations: ReadonlyMap<string, SourceRelation>,
): Promise<readonly string[]> => {
  const given = new Set(files.map(({ table }) => table.name))
  const gone = [...sources.values()].filter(({ name }) => {
    const relation = relations.get(name)
    return !given.has(name) && relation?.ours && relation.provided
  })
  for (const table of gone) {
    await emptyTable(engine, table)
    await engine.query({
      sql: `
        update plumbline.source_state
        set rows = 0, repeated_keys = 0, loaded_at = null, provided = false, received_at = null, assumed = null
        where table_name = $1`,
      parameters: [table.name],
    })
  }
  return gone.map(({ name }) => name)
}
