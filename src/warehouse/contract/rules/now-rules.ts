import type { SourceColumn, SourceTable } from '../../../catalog/files/source-table.ts'
import { nowRule } from '../../../semantic/model/source-violation.ts'
import { eventTimes, instantOf, isLater } from './column-sql.ts'
import type { ContractRule } from './contract-rule.ts'
import { toContractRule } from './row-rules.ts'

/** A time that may be recorded in advance, such as the end of a subscription. */
function isAgreed({ time }: SourceColumn): boolean {
  return time === 'effective'
}

/** The times that are recorded when they happen. */
export function recordedTimes(table: SourceTable): readonly SourceColumn[] {
  return eventTimes(table).filter((column) => !isAgreed(column))
}

/**
 * For a table without a declared receipt: end times that may have been agreed in advance, and that lie more
 * than a day after the newest record. They count as passed and move "now". This is wrong when the data are
 * older than their load, so the reader of a number must be informed.
 */
export function nowRules(table: SourceTable, receipt: string, newestRecord: string): readonly ContractRule[] {
  return eventTimes(table)
    .filter(isAgreed)
    .map((column) =>
      toContractRule(table, {
        name: `${nowRule} ${column.name}`,
        severity: 'note',
        message: `with ${column.name} more than a day after the newest record (${newestRecord}): they count as passed and move "now", because no receipt was declared. If the data are older, declare when they were received: plumbline load --received-at, or plumbline refresh --received-at for tables of your own loader`,
        broken: [
          `${instantOf(column)} > '${newestRecord}'::timestamptz + interval '1 day'`,
          `not ${isLater(table, column, receipt)}`,
          ...(column.when === null ? [] : [`(${column.when})`]),
        ].join(' and '),
        shown: [column.name],
      }),
    )
}
