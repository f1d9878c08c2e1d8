import type { SourceColumn, SourceTable } from '../../../catalog/files/source-table.ts'
import { checkOf } from '../values/check-value.ts'
import type { ColumnRule, Mapping } from './mapping.ts'
import { amountReader } from './read-amount.ts'
import { dayReader, momentReader } from './read-moment.ts'
import type { Assumed, Convert } from './read-moment.ts'

/** Converts the text of a value to the form of the contract, and reports its faults. */
export type ValueReader = (
  text: string,
  field: (name: string) => string | null,
  fault: (message: string) => void,
) => string

/** The readers of a table's values, and the assumptions made. */
export interface TableReader {
  readonly readerOf: (column: SourceColumn) => ValueReader
  /** One sentence per column that was not read as the contract has it. */
  readonly assumed: () => readonly string[]
}

/** The reader of a table's file: by the contract, except for the differences declared in the mapping. */
export function tableReader(table: SourceTable, mapping: Mapping): TableReader {
  const rules = mapping.tables.get(table.name)
  const assumptions: (() => readonly string[])[] = []
  return {
    readerOf: (column) => {
      const check = checkOf(column)
      const rule = rules?.get(column.name) ?? {}
      const assumed: Assumed = { withoutZone: 0, ambiguous: 0 }
      const convert = converterOf(column, rule, mapping.timeZone, assumed)
      if (convert === null) {
        return (text, _field, fault) => {
          const message = check(text)
          if (message !== null) fault(message)
          return text
        }
      }
      assumptions.push(() => sentences(column, rule, rule.timeZone ?? mapping.timeZone, assumed))
      return (text, field, fault) => {
        const converted = convert(text, field)
        const message = 'fault' in converted ? converted.fault : check(converted.value)
        if (message !== null) fault(message)
        return 'fault' in converted ? text : converted.value
      }
    },
    assumed: () => assumptions.flatMap((describe) => describe()),
  }
}

function converterOf(
  column: SourceColumn,
  rule: ColumnRule,
  ownZone: string | null,
  assumed: Assumed,
): Convert | null {
  const zone = rule.timeZone ?? ownZone
  if (column.type === 'timestamptz') {
    const isPlain = rule.format === undefined && zone === null
    return isPlain ? null : momentReader(rule.format ?? 'timestamp', zone, assumed)
  }
  if (column.type === 'date') {
    const isPlain = rule.format === undefined || rule.format === 'date'
    return isPlain ? null : dayReader(momentReader(rule.format, zone, assumed), zone ?? 'UTC')
  }
  return rule.units === undefined && rule.decimal === undefined ? null : amountReader(rule)
}

function sentences(
  { name, type }: SourceColumn,
  { format, units, decimal }: ColumnRule,
  zone: string | null,
  { withoutZone, ambiguous }: Assumed,
): readonly string[] {
  const days = type === 'date' ? `, as the day in ${zone ?? 'UTC'}` : ''
  return [
    ...(format === 'date' && type !== 'date'
      ? [`${name} has dates, each read as its first instant in ${zone ?? 'UTC'}`]
      : []),
    ...(format === 'epoch_seconds' ? [`${name} was read as seconds since 1970${days}`] : []),
    ...(format === 'epoch_milliseconds' ? [`${name} was read as milliseconds since 1970${days}`] : []),
    ...(withoutZone > 0 && type !== 'date'
      ? [`times of ${name} without a zone were read as ${zone ?? 'UTC'}`]
      : []),
    ...(ambiguous > 0 && type !== 'date'
      ? [
          `${ambiguous} ${ambiguous === 1 ? 'time' : 'times'} of ${name} are in an hour that occurs twice in ${zone ?? ''}; the earlier one was used`,
        ]
      : []),
    ...(units === 'minor'
      ? [`${name} was read in minor units of the currency of each row, hundredths where a row has none`]
      : []),
    ...(decimal === 'comma' ? [`${name} was read with a decimal comma`] : []),
  ]
}
