import type { SourceColumn, SourceTable } from '../../../catalog/files/source-table.ts'
import { quoteName } from '../../engine/values/quote-name.ts'
import { readAs } from '../reading.ts'

/** The column's value as staging has it: blank text, and what is no number or time, taken for none. */
export const valueOf = (column: SourceColumn, from?: string): string => {
  const written = from === undefined ? quoteName(column.name) : `${from}.${quoteName(column.name)}`
  return readAs(column.type, written)
}

/** A time as an instant, null where it means nothing; a date is its first moment in UTC. */
export const instantOf = (column: SourceColumn): string =>
  column.type === 'date' ? `${valueOf(column)}::timestamp at time zone 'UTC'` : valueOf(column)

/** The times that say that something happened, once they have passed. */
export const happenings = (table: SourceTable): readonly SourceColumn[] =>
  table.columns.filter(
    ({ type, time }) => (type === 'timestamptz' || type === 'date') && time !== 'scheduled',
  )

/** When a row was received at the latest: when its table was, or when the row itself says. */
export const receiptOf = (table: SourceTable, tableReceipt: string): string =>
  table.received === null
    ? tableReceipt
    : `least(${valueOf(columnNamed(table, table.received))}, ${tableReceipt})`

/** A time of a row that lies after its receipt, so that it cannot have happened. */
export const isLater = (table: SourceTable, column: SourceColumn, tableReceipt: string): string =>
  `${instantOf(column)} > ${column.name === table.received ? tableReceipt : receiptOf(table, tableReceipt)}`

/** A column of the table; the contract was held against its rules when it was read. */
export const columnNamed = (table: SourceTable, name: string): SourceColumn => {
  const column = table.columns.find((one) => one.name === name)
  if (column === undefined) throw new Error(`source.${table.name} has no column ${name}`)
  return column
}
