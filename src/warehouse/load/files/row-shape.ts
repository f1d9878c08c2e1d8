import type { SourceColumn, SourceTable } from '../../../catalog/files/source-table.ts'
import { checkJson } from '../values/check-json.ts'
import type { FileRow } from './source-file.ts'

/** How the rows of a file become rows of its table. */
export interface RowShape<Content> {
  /** The columns that a row fills, in the order of its values. */
  readonly columns: readonly SourceColumn[]
  /** The values of a row; null if it is none. A row may have several faults, and then its values mean nothing. */
  toValues(row: FileRow<Content>, fault: (message: string) => void): readonly (string | null)[] | null
  /** Columns of the file that the contract does not know, as far as they have been seen. */
  readonly extraColumns: ReadonlySet<string>
}

/** The column where unknown columns are kept, or null when the table has none. */
export const extrasColumn = (table: SourceTable): SourceColumn | null =>
  table.columns.find(({ name, type }) => name === 'properties' && type === 'jsonb') ?? null

/**
 * Adds the unknown columns to a row's own properties, whose values win.
 * On the text, because reading and writing JSON would change long numbers; jsonb keeps the last of two equal names.
 */
export const withExtras = (
  properties: string | null,
  extras: readonly (readonly [name: string, json: string])[],
  fault: (message: string) => void,
): string | null => {
  if (extras.length === 0) return properties
  const added = extras.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')
  const own = properties?.trim().slice(1, -1).trim() ?? ''
  const merged = own === '' ? `{${added}}` : `{${added},${own}}`
  const message = checkJson(merged)
  // properties that are no JSON object have been told already
  if (message !== null && (properties === null || checkJson(properties) === null))
    fault(`an unknown column ${message}`)
  return merged
}
