import type { Severity, SourceColumn, SourceTable } from '../../../catalog/files/source-table.ts'
import { quoteName } from '../../engine/values/quote-name.ts'
import { columnNamed, happenings, isLater, valueOf } from './column-sql.ts'
import type { ContractRule } from './contract-rule.ts'
import { exampleOf, mostExamples } from './examples.ts'
import { years } from '../reading.ts'

/** A rule that each row keeps or breaks by itself. */
export interface RowRule {
  readonly name: string
  readonly severity: Severity
  readonly message: string
  /** True of a row that breaks it. */
  readonly broken: string
  /** What to show of such a row, beside its key. */
  readonly shown: readonly string[]
}

/** The rules that a table's rows keep one by one: values, order of times, and no time after the receipt. */
export const rowRules = (table: SourceTable, receipt: string): readonly ContractRule[] =>
  [
    ...table.columns.flatMap(valueRules),
    ...table.columns.flatMap((column) => rangeRule(table, column)),
    ...table.order.map(orderRule),
    ...happenings(table)
      .filter(({ time }) => time === 'recorded')
      .map((column) => laterRule(table, column, receipt)),
  ].map((rule) => toContractRule(table, rule))

const valueRules = (column: SourceColumn): readonly RowRule[] => {
  const { name, type, required, values, min, max, severity } = column
  const value = valueOf(column)
  const shown = [name]
  const rules: (RowRule | null)[] = [
    required
      ? {
          name: `required ${name}`,
          severity,
          message: `without ${name}`,
          broken: `${type === 'text' ? value : quoteName(name)} is null`,
          shown,
        }
      : null,
    type === 'text' && !required
      ? {
          name: `blank ${name}`,
          severity: 'note',
          message: `with a blank ${name}, which is taken for none`,
          broken: `${quoteName(name)} is not null and ${value} is null`,
          shown,
        }
      : null,
    values === null
      ? null
      : {
          name: `values ${name}`,
          severity,
          message: `with a value of ${name} that is none of ${values.join(', ')}`,
          broken: `${value} not in (${values.map((one) => `'${one.replaceAll("'", "''")}'`).join(', ')})`,
          shown,
        },
    min === null
      ? null
      : {
          name: `least ${name}`,
          severity,
          message: `with ${name} below ${String(min)}`,
          broken: `${value} < ${String(min)}`,
          shown,
        },
    max === null
      ? null
      : {
          name: `most ${name}`,
          severity,
          message: `with ${name} above ${String(max)}`,
          broken: `${value} > ${String(max)}`,
          shown,
        },
  ]
  return rules.filter((rule) => rule !== null)
}

/** What is no number, and what lies outside the years that anything is dated in, as an infinite time does. */
const rangeRule = (table: SourceTable, column: SourceColumn): readonly RowRule[] => {
  const { name, type, severity } = column
  const isTime = type === 'timestamptz' || type === 'date'
  if (!isTime && type !== 'numeric') return []
  const said = infiniteMeaning(table, column)
  return [
    {
      name: `range ${name}`,
      severity,
      message: isTime
        ? `with ${name} outside the years ${years.first} to ${years.last}`
        : `with ${name} that is no number, or has more than 20 digits before its point`,
      broken: [
        `${quoteName(name)} is not null and ${valueOf(column)} is null`,
        ...(said === null ? [] : [`${quoteName(name)} <> '${said}'`]),
      ].join(' and '),
      shown: [name],
    },
  ]
}

/** The infinite time that says what null says: an end that never comes, a beginning before all records. */
const infiniteMeaning = (
  table: SourceTable,
  { name, required, time }: SourceColumn,
): 'infinity' | '-infinity' | null => {
  if (required) return null
  if (time === 'effective') return 'infinity'
  return time === 'recorded' && table.order.some(({ from }) => from === name) ? '-infinity' : null
}

const orderRule = ({ from, to, where }: SourceTable['order'][number]): RowRule => ({
  name: `order ${from} ${to}`,
  severity: 'warning',
  message: `with ${to} before ${from}`,
  broken: `${quoteName(to)} < ${quoteName(from)}${where === null ? '' : ` and (${where})`}`,
  shown: [from, to],
})

const laterRule = (table: SourceTable, column: SourceColumn, receipt: string): RowRule => ({
  name: `later ${column.name}`,
  severity: 'note',
  message: `with ${column.name} after it was received; that does not move what is known, and is kept out until then`,
  broken: isLater(table, column, receipt),
  shown: [column.name, ...(table.received === null ? [] : [table.received])],
})

/** The rule with the queries that count and show the rows that break it. */
export const toContractRule = (table: SourceTable, rule: RowRule): ContractRule => {
  const relation = `source.${quoteName(table.name)}`
  const rows = `select * from ${relation} where ${rule.broken}`
  const key = table.key.map(quoteName).join(', ')
  return {
    name: rule.name,
    severity: rule.severity,
    message: rule.message,
    count: { ofRows: `count(*) filter (where ${rule.broken})` },
    rows,
    examples: `select ${exampleOf(
      [...table.key, ...rule.shown].map((name) => columnNamed(table, name)),
    )} as example from ${relation} where ${rule.broken} order by ${key} limit ${mostExamples}`,
  }
}
