import type { SourceTable } from '../../../catalog/files/source-table.ts'
import type { Engine } from '../../engine/engine.ts'
import { quoteName } from '../../engine/values/quote-name.ts'

/** Empties a source table within the transaction. */
export async function emptyTable(engine: Engine, table: SourceTable): Promise<void> {
  const relation = `source.${quoteName(table.name)}`
  // on a server, readers with an older snapshot would see a truncated table empty before the commit; PGlite
  // has no other readers, and no vacuum after a delete
  await engine.execute(engine.kind === 'pglite' ? `truncate ${relation}` : `delete from ${relation}`)
}

/** Copies the staged rows into the source table. */
export async function insertStaged(engine: Engine, table: SourceTable, staged: string): Promise<void> {
  const columns = table.columns.map(({ name }) => quoteName(name)).join(', ')
  await engine.execute(
    `insert into source.${quoteName(table.name)} (${columns}) select ${columns} from ${staged} as staged`,
  )
}
