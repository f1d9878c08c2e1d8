import type { SourceColumn, SourceTable } from '../../../catalog/files/source-table.ts'
import { checkJson } from '../values/check-json.ts'
import type { FileRow } from './source-file.ts'

/** Converts the rows of a file to rows of its table. */
export interface RowShape<Content> {
  /** The columns of a row, in the order of its values. */
  readonly columns: readonly SourceColumn[]
  /**
   * The values of a row; null for a blank row. A row may have several faults; its values are then
   * meaningless.
   */
  toValues(row: FileRow<Content>, fault: (message: string) => void): readonly (string | null)[] | null
  /** Columns read so far that are not in the contract. */
  readonly extraColumns: ReadonlySet<string>
}

/** The column for the values of unknown columns, or null when the table has none. */
export function extrasColumn(table: SourceTable): SourceColumn | null {
  return table.columns.find(({ name, type }) => name === 'properties' && type === 'jsonb') ?? null
}

/**
 * Adds the unknown columns to a row's own properties; on equal names, the row's own value wins. Works on
 * the text, because parsing JSON would change long numbers; jsonb keeps the last of two equal names.
 */
export function withExtras(
  properties: string | null,
  extras: readonly (readonly [name: string, json: string])[],
  fault: (message: string) => void,
): string | null {
  if (extras.length === 0) return properties
  const added = extras.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')
  const own = properties?.trim().slice(1, -1).trim() ?? ''
  const merged = own === '' ? `{${added}}` : `{${added},${own}}`
  const message = checkJson(merged)
  // properties that are not a JSON object are already reported
  if (message !== null && (properties === null || checkJson(properties) === null))
    fault(`an unknown column ${message}`)
  return merged
}
