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

/** Moves the staged rows into the source table, which is already empty. */
export async function replaceRows(engine: Engine, table: SourceTable, staged: string): Promise<void> {
  await engine.execute(insertFrom(table, staged))
}

/**
 * Adds the staged rows to the existing ones. In a log, a row that exists already, equal in every column, is
 * skipped; in any other table, a row replaces the one with the same key.
 */
export async function appendRows(engine: Engine, table: SourceTable, staged: string): Promise<void> {
  const isLog = table.repeatedKeys === 'first_received'
  const relation = `source.${quoteName(table.name)}`
  const compared = isLog ? table.columns.map(({ name }) => name) : table.key
  const same = compared.map((name) => equal(table, name)).join(' and ')
  if (isLog) {
    await engine.execute(
      `${insertFrom(table, staged)} where not exists (select from ${relation} as present where ${same})`,
    )
  } else {
    await engine.execute(`delete from ${relation} as present using ${staged} as staged where ${same}`)
    await engine.execute(insertFrom(table, staged))
  }
}

function insertFrom(table: SourceTable, staged: string): string {
  const columns = table.columns.map(({ name }) => quoteName(name)).join(', ')
  return `insert into source.${quoteName(table.name)} (${columns}) select ${columns} from ${staged} as staged`
}

/** Required columns are compared with `=`, which allows a hash join; in others null equals null. */
function equal(table: SourceTable, name: string): string {
  const required = table.columns.some((column) => column.name === name && column.required)
  return `present.${quoteName(name)} ${required ? '=' : 'is not distinct from'} staged.${quoteName(name)}`
}
