import type { SourceColumn, SourceTable } from '../../../catalog/files/source-table.ts'
import { nowRule } from '../../../semantic/model/source-violation.ts'
import { happenings, instantOf, isLater } from './column-sql.ts'
import type { ContractRule } from './contract-rule.ts'
import { toContractRule } from './row-rules.ts'

/** A time that may be written down beforehand, as the end of a subscription. */
const isAgreed = ({ time }: SourceColumn): boolean => time === 'effective'

/** The times that are written down when they happen. */
export const recordedTimes = (table: SourceTable): readonly SourceColumn[] =>
  happenings(table).filter((column) => !isAgreed(column))

/**
 * Of a table of which nobody says when it was received: ends that may have been agreed beforehand, and that lie more
 * than a day after the newest of all records. They count as passed and move "now". That is wrong where the data are
 * older than their load, so whoever reads a number has to know.
 */
export const nowRules = (
  table: SourceTable,
  receipt: string,
  newestRecord: string,
): readonly ContractRule[] =>
  happenings(table)
    .filter(isAgreed)
    .map((column) =>
      toContractRule(table, {
        name: `${nowRule} ${column.name}`,
        severity: 'note',
        message: `with ${column.name} more than a day after all that is recorded (until ${newestRecord}): it is taken to have passed and moves "now", for nobody declared when the data were received. If they are older, declare it: plumbline load --received-at, or plumbline refresh --received-at for tables of your own loader`,
        broken: [
          `${instantOf(column)} > '${newestRecord}'::timestamptz + interval '1 day'`,
          `not ${isLater(table, column, receipt)}`,
          ...(column.when === null ? [] : [`(${column.when})`]),
        ].join(' and '),
        shown: [column.name],
      }),
    )
