import type { MetricsResult } from '../../src/semantic/model/result.ts'
import type { Expected } from './oracle/expected-result.ts'
import { compare } from './oracle/memo.ts'
import { compareValues } from './oracle/order.ts'
import type { Query } from './oracle/question/query.ts'
import type { Row } from './oracle/series.ts'

type Columns = MetricsResult['columns']

/** The problem with a result, in one sentence; null when it is correct. */
export function difference(expected: Expected, answer: MetricsResult): string | null {
  if ('rejected' in expected)
    return `answered, though there is no answer: ${[...expected.rejected].join(', ')}`
  const rows = tableDifference(answer.columns, expected.rows, answer.rows)
  if (rows !== null) return rows
  if (expected.totals !== null) {
    const columns = answer.columns.filter(({ kind }) =>
      ['metric', 'numerator', 'denominator', 'earlier', 'change', 'growth'].includes(kind),
    )
    const totals = tableDifference(
      columns,
      [expected.totals],
      [picked(answer.columns, answer.totals ?? [], columns)],
    )
    if (totals !== null) return `totals: ${totals}`
  }
  for (const [index, level] of expected.subtotals.entries()) {
    const columns = answer.columns.filter(
      ({ dimension }) =>
        dimension === null || ['cohort', 'age', 'active_periods', ...level.by].includes(dimension),
    )
    const found = (answer.subtotals[index]?.rows ?? []).map((row) => picked(answer.columns, row, columns))
    const wrong = tableDifference(columns, level.rows, found)
    if (wrong !== null) return `subtotals by ${level.by.join(', ')}: ${wrong}`
  }
  return null
}

/** The first two rows that violate the requested order; ties are ordered by period and dimensions. */
export function disorder({ orderBy = [] }: Query, { columns, rows }: MetricsResult): string | null {
  const keys = columns
    .filter(({ name, kind }) => isKey(kind) && !orderBy.some(({ column }) => column === name))
    .map(({ name }) => ({ column: name, direction: 'asc' as const }))
  const order = [...orderBy, ...keys].map(({ column, direction }) => {
    const index = columns.findIndex(({ name }) => name === column)
    const isNumber = ['bigint', 'numeric'].includes(columns[index]?.type ?? '')
    const dimension = columns[index]?.dimension ?? null
    return { index, sign: direction === 'asc' ? 1 : -1, isNumber, dimension }
  })
  const wrong = rows.findIndex((row, place) => {
    const next = rows[place + 1]
    if (next === undefined) return false
    for (const { index, sign, isNumber, dimension } of order) {
      const read = (value: unknown) =>
        value === null || value === undefined ? null : isNumber ? Number(value) : toText(value)
      const [one, other] = [read(row[index]), read(next[index])]
      // null sorts last in both directions
      const compared =
        dimension === null || isNumber ? compare(one, other) : compareValues(dimension, one, other)
      const result = compared * (one === null || other === null ? 1 : sign)
      if (result !== 0) return result > 0
    }
    return true
  })
  return wrong < 0 ? null : `row ${wrong + 1} does not come before the one after it`
}

const isKey = (kind: Columns[number]['kind']): boolean => kind === 'period' || kind === 'dimension'

function picked(all: Columns, row: readonly unknown[], columns: Columns): readonly unknown[] {
  return columns.map((column) => row[all.indexOf(column)])
}

function tableDifference(
  columns: Columns,
  expected: readonly Row[],
  found: readonly (readonly unknown[])[],
): string | null {
  const keys = columns.filter(({ kind }) => isKey(kind)).map(({ name }) => name)
  const keyOf = (row: Row) =>
    JSON.stringify(keys.map((name) => (row[name] === null ? null : String(row[name]))))
  const objects = found.map(
    (row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])) as Row,
  )
  const wanted = new Map(expected.map((row) => [keyOf(row), row]))
  const given = new Map(objects.map((row) => [keyOf(row), row]))
  if (given.size < objects.length) return 'a row is there twice'
  for (const [key, row] of given) {
    if (!wanted.has(key)) return `the row ${key} should not be there: ${JSON.stringify(row)}`
  }
  for (const [key, row] of wanted) {
    const other = given.get(key)
    if (other === undefined) return `the row ${key} is missing: ${JSON.stringify(row)}`
    for (const { name } of columns) {
      const [should, is] = [row[name] ?? null, other[name] ?? null]
      if (!isSame(should, is)) return `${name} of ${key} should be ${String(should)}, not ${String(is)}`
    }
  }
  return null
}

/** Compares numbers to the digits that a result is rounded to. */
function isSame(wanted: unknown, found: unknown): boolean {
  if (wanted === null || found === null) return wanted === found
  if (typeof wanted !== 'number') return toText(wanted) === toText(found)
  return Math.abs(wanted - Number(found)) <= 1e-6 + Math.abs(wanted) * 1e-9
}

const toText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
