import type { SourceColumn, SourceTable } from '../../../catalog/files/source-table.ts'
import type { TableReader } from '../mapping/table-reader.ts'
import { nearName } from './near-name.ts'
import { showValue } from '../values/problem-list.ts'
import { extrasColumn, withExtras } from './row-shape.ts'
import type { RowShape } from './row-shape.ts'

type Fields = readonly string[]

/**
 * Converts the rows of a CSV file with this header to rows of the table. Null when the header is invalid;
 * then `fault` receives the reasons.
 */
export function csvShape(
  table: SourceTable,
  reader: TableReader,
  header: Fields,
  fault: (message: string) => void,
): RowShape<Fields> | null {
  const problems = headerProblems(table, header)
  problems.forEach(fault)
  if (problems.length > 0) return null

  const columnsByName = new Map(table.columns.map((column) => [column.name, column]))
  const present = header.flatMap((name, index) => {
    const column = columnsByName.get(name)
    return column ? [{ column, index, read: reader.readerOf(column) }] : []
  })
  const extras = header.flatMap((name, index) => (columnsByName.has(name) ? [] : [{ name, index }]))
  const extrasTarget = extras.length > 0 ? extrasColumn(table) : null
  const extrasIndex = present.findIndex(({ column }) => column === extrasTarget)
  const columns = present.map(({ column }) => column)
  if (extrasTarget && extrasIndex < 0) columns.push(extrasTarget)

  return {
    columns,
    extraColumns: new Set(extras.map(({ name }) => name)),
    toValues: ({ content: fields, unended }, fault) => {
      // skip blank lines
      if (fields.length === 1 && fields[0] === '' && header.length > 1) return null
      if (fields.length !== header.length) {
        const cut = unended && fields.length < header.length ? '; the file seems to be cut off here' : ''
        fault(`the row has ${count(fields.length)}, the header has ${header.length}${cut}`)
        return null
      }
      const field = (name: string) => fields[header.indexOf(name)] || null
      const values = present.map(({ column, index, read }) => {
        const value = fields[index] ?? ''
        if (value === '' || isJsonNull(column, value)) {
          if (column.required) fault(`${column.name} is required and is empty`)
          return null
        }
        return read(value, field, (message) =>
          fault(`${column.name} is ${showValue(value)}, which ${message}`),
        )
      })
      if (!extrasTarget) return values
      const extraValues = extras.flatMap(({ name, index }): [string, string][] => {
        const value = fields[index] ?? ''
        return value === '' ? [] : [[name, JSON.stringify(value)]]
      })
      if (extrasIndex < 0) values.push(null)
      return values.with(extrasIndex, withExtras(values.at(extrasIndex) ?? null, extraValues, fault))
    },
  }
}

function isJsonNull(column: SourceColumn, value: string): boolean {
  return column.type === 'jsonb' && value === 'null'
}

function count(fields: number): string {
  return fields === 1 ? '1 field' : `${fields} fields`
}

function headerProblems(table: SourceTable, header: Fields): string[] {
  const line = header.join(',')
  if (line.includes('\r')) return ['the lines end with CR alone; end them with LF or CR LF']
  const separator = /[;\t|]/.exec(line)?.[0]
  if (header.length === 1 && separator !== undefined) {
    return [`the columns seem to be separated by ${showValue(separator)}; separate them by commas`]
  }
  const repeated = new Set(header.filter((name, index) => header.indexOf(name) !== index))
  const unknown = header.filter((name) => !table.columns.some((column) => column.name === name))
  return [
    ...[...repeated].map((name) => `the column ${showValue(name)} occurs twice in the header`),
    ...table.columns
      .filter((column) => column.required && !header.includes(column.name))
      .map((column) => {
        const similar = unknown.find((name) => nearName(name, [column.name]) !== null)
        const hint = similar === undefined ? '' : `; does ${showValue(similar)} mean it?`
        return `the required column ${column.name} is missing${hint}`
      }),
  ]
}
