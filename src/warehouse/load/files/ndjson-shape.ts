import type { SourceColumn, SourceTable } from '../../../catalog/files/source-table.ts'
import type { TableReader, ValueReader } from '../mapping/table-reader.ts'
import { jsonFields } from './json-fields.ts'
import { nearName } from './near-name.ts'
import { showValue } from '../values/problem-list.ts'
import { extrasColumn, withExtras } from './row-shape.ts'
import type { RowShape } from './row-shape.ts'

/** Converts the lines of an NDJSON file to rows of the table. A missing field is null. */
export function ndjsonShape(table: SourceTable, reader: TableReader): RowShape<string> {
  const readers = table.columns.map((column) => ({ column, read: reader.readerOf(column) }))
  const columnNames = new Set(table.columns.map((column) => column.name))
  const extrasTarget = extrasColumn(table)
  const extrasIndex = table.columns.findIndex((column) => column === extrasTarget)
  const extraColumns = new Set<string>()

  return {
    columns: table.columns,
    extraColumns,
    toValues: ({ content: line, unended }, fault) => {
      const fields = jsonFields(line)
      if (!fields) {
        fault(`the line is not a JSON object${unended ? '; the file seems to be cut off here' : ''}`)
        return null
      }
      const extras = [...fields].filter(([name]) => !columnNames.has(name))
      for (const [name] of extras) extraColumns.add(name)

      const field = (name: string) => valueOf(fields.get(name) ?? 'null')
      const values = readers.map(({ column, read }) => {
        const raw = fields.get(column.name)
        const value = raw === undefined ? null : valueOf(raw)
        if (value !== null) return readValue(column, read, raw ?? '', value, field, fault)
        const message = missingFault(column, raw, extras)
        if (message !== null) fault(message)
        return null
      })
      if (!extrasTarget) return values
      const extraValues = extras.filter(([, json]) => json !== 'null')
      return values.with(extrasIndex, withExtras(values[extrasIndex] ?? null, extraValues, fault))
    },
  }
}

/**
 * The text of a JSON value; an empty string is null, as in CSV, so that both formats load the same rows.
 */
function valueOf(raw: string): string | null {
  if (raw === 'null') return null
  const text = raw.startsWith('"') ? (JSON.parse(raw) as string) : raw
  return text === '' ? null : text
}

function missingFault(
  column: SourceColumn,
  raw: string | undefined,
  extras: readonly (readonly [string, string])[],
): string | null {
  if (!column.required) return null
  if (raw !== undefined) return `${column.name} is required and is empty`
  const similar = extras.find(([name]) => nearName(name, [column.name]) !== null)
  return `${column.name} is required and missing${similar ? `; does ${showValue(similar[0])} mean it?` : ''}`
}

function readValue(
  column: SourceColumn,
  read: ValueReader,
  raw: string,
  value: string,
  field: (name: string) => string | null,
  fault: (message: string) => void,
): string {
  const report = (message: string) => fault(`${column.name} is ${showValue(value)}, which ${message}`)
  const isStructure = raw.startsWith('{') || raw.startsWith('[')
  if (isStructure && column.type !== 'jsonb')
    report(`is a JSON structure, not a value of type ${column.type}`)
  else if (column.type === 'text' && /\p{Surrogate}/u.test(value)) report('contains half a surrogate pair')
  else return read(value, field, report)
  return value
}
