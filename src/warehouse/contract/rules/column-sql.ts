import type { SourceColumn, SourceTable } from '../../../catalog/files/source-table.ts'
import { quoteName } from '../../engine/values/quote-name.ts'
import { readAs } from '../reading.ts'

/** The column's value as staging reads it: null for blank text and for invalid numbers and times. */
export function valueOf(column: SourceColumn, from?: string): string {
  const written = from === undefined ? quoteName(column.name) : `${from}.${quoteName(column.name)}`
  return readAs(column.type, written)
}

/** A time as an instant, null when it is invalid; a date is its first moment in UTC. */
export function instantOf(column: SourceColumn): string {
  return column.type === 'date' ? `${valueOf(column)}::timestamp at time zone 'UTC'` : valueOf(column)
}

/** The columns with times at which something happened or will happen. Scheduled times do not count. */
export function eventTimes(table: SourceTable): readonly SourceColumn[] {
  return table.columns.filter(
    ({ type, time }) => (type === 'timestamptz' || type === 'date') && time !== 'scheduled',
  )
}

/** When a row was received: the earlier of the times of its table and of the row itself. */
export function receiptOf(table: SourceTable, tableReceipt: string): string {
  return table.received === null
    ? tableReceipt
    : `least(${valueOf(columnNamed(table, table.received))}, ${tableReceipt})`
}

/** True when a time of a row lies after its receipt, so that it cannot have happened. */
export function isLater(table: SourceTable, column: SourceColumn, tableReceipt: string): string {
  return `${instantOf(column)} > ${column.name === table.received ? tableReceipt : receiptOf(table, tableReceipt)}`
}

/** A column of the table. It exists: the contract was validated when it was read. */
export function columnNamed(table: SourceTable, name: string): SourceColumn {
  const column = table.columns.find((one) => one.name === name)
  if (column === undefined) throw new Error(`source.${table.name} has no column ${name}`)
  return column
}
