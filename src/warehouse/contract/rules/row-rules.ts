import type { Severity, SourceColumn, SourceTable } from '../../../catalog/files/source-table.ts'
import { quoteName } from '../../engine/values/quote-name.ts'
import { columnNamed, eventTimes, isLater, valueOf } from './column-sql.ts'
import type { ContractRule } from './contract-rule.ts'
import { exampleOf, mostExamples } from './examples.ts'
import { years } from '../reading.ts'

/** A rule about each row by itself. */
export interface RowRule {
  readonly name: string
  readonly severity: Severity
  readonly message: string
  /** True for a row that violates it. */
  readonly broken: string
  /** The columns to show of such a row, after its key. */
  readonly shown: readonly string[]
}

/** The rules about single rows: values, the order of times, and no time after the receipt. */
export function rowRules(table: SourceTable, receipt: string): readonly ContractRule[] {
  return [
    ...table.columns.flatMap(valueRules),
    ...table.columns.flatMap((column) => rangeRule(table, column)),
    ...table.order.map(orderRule),
    ...eventTimes(table)
      .filter(({ time }) => time === 'recorded')
      .map((column) => laterRule(table, column, receipt)),
  ].map((rule) => toContractRule(table, rule))
}

function valueRules(column: SourceColumn): readonly RowRule[] {
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
          message: `with a blank ${name}, which counts as null`,
          broken: `${quoteName(name)} is not null and ${value} is null`,
          shown,
        }
      : null,
    values === null
      ? null
      : {
          name: `values ${name}`,
          severity,
          message: `with a value of ${name} other than ${values.join(', ')}`,
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

/** Rejects invalid numbers, and times outside the years of the contract, infinite ones included. */
function rangeRule(table: SourceTable, column: SourceColumn): readonly RowRule[] {
  const { name, type, severity } = column
  const isTime = type === 'timestamptz' || type === 'date'
  if (!isTime && type !== 'numeric') return []
  const allowed = infiniteMeaning(table, column)
  return [
    {
      name: `range ${name}`,
      severity,
      message: isTime
        ? `with ${name} outside the years ${years.first} to ${years.last}`
        : `with ${name} that is not a number, or has more than 20 digits before its point`,
      broken: [
        `${quoteName(name)} is not null and ${valueOf(column)} is null`,
        ...(allowed === null ? [] : [`${quoteName(name)} <> '${allowed}'`]),
      ].join(' and '),
      shown: [name],
    },
  ]
}

/**
 * The infinite time that means the same as null: an end that never comes, or a start before all records.
 */
function infiniteMeaning(
  table: SourceTable,
  { name, required, time }: SourceColumn,
): 'infinity' | '-infinity' | null {
  if (required) return null
  if (time === 'effective') return 'infinity'
  return time === 'recorded' && table.order.some(({ from }) => from === name) ? '-infinity' : null
}

function orderRule({ from, to, where }: SourceTable['order'][number]): RowRule {
  return {
    name: `order ${from} ${to}`,
    severity: 'warning',
    message: `with ${to} before ${from}`,
    broken: `${quoteName(to)} < ${quoteName(from)}${where === null ? '' : ` and (${where})`}`,
    shown: [from, to],
  }
}

function laterRule(table: SourceTable, column: SourceColumn, receipt: string): RowRule {
  return {
    name: `later ${column.name}`,
    severity: 'note',
    message: `with ${column.name} after it was received; these rows do not move "now" and are excluded until then`,
    broken: isLater(table, column, receipt),
    shown: [column.name, ...(table.received === null ? [] : [table.received])],
  }
}

/** The rule with the queries that count and show the rows that violate it. */
export function toContractRule(table: SourceTable, rule: RowRule): ContractRule {
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
