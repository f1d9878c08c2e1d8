import type { SourceColumn, SourceTable } from '../../../catalog/files/source-table.ts'
import { quoteName } from '../../engine/values/quote-name.ts'
import { readAs } from '../reading.ts'

/** The column's value as staging reads it: null for blank text and for invalid numbers and times. */
export const valueOf = (column: SourceColumn, from?: string): string => {
  const written = from === undefined ? quoteName(column.name) : `${from}.${quoteName(column.name)}`
  return readAs(column.type, written)
}

/** A time as an instant, null when it is invalid; a date is its first moment in UTC. */
export const instantOf = (column: SourceColumn): string =>
  column.type === 'date' ? `${valueOf(column)}::timestamp at time zone 'UTC'` : valueOf(column)

/** The columns with times at which something happened or will happen. Scheduled times do not count. */
export const eventTimes = (table: SourceTable): readonly SourceColumn[] =>
  table.columns.filter(
    ({ type, time }) => (type === 'timestamptz' || type === 'date') && time !== 'scheduled',
  )

/** When a row was received: the earlier of the times of its table and of the row itself. */
export const receiptOf = (table: SourceTable, tableReceipt: string): string =>
  table.received === null
    ? tableReceipt
    : `least(${valueOf(columnNamed(table, table.received))}, ${tableReceipt})`

/** True when a time of a row lies after its receipt, so that it cannot have happened. */
export const isLater = (table: SourceTable, column: SourceColumn, tableReceipt: string): string =>
  `${instantOf(column)} > ${column.name === table.received ? tableReceipt : receiptOf(table, tableReceipt)}`

/** A column of the table. It exists: the contract was validated when it was read. */
export const columnNamed = (table: SourceTable, name: string): SourceColumn => {
  const column = table.columns.find((one) => one.name === name)
  if (column === undefined) throw new Error(`source.${table.name} has no column ${name}`)
  return column
}
