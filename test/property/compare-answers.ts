import type { MetricsAnswer } from '../../src/semantic/answer.ts'
import type { Expected } from './oracle/answer.ts'
import type { Row } from './oracle/series.ts'

type Table = Pick<MetricsAnswer, 'columns' | 'rows'>

/** What is wrong with an answer, in one sentence; null when nothing is. */
export function difference(expected: Expected, answer: MetricsAnswer): string | null {
  if ('refused' in expected) return `answered, though there is no answer: ${[...expected.refused].join(', ')}`
  const rows = tableDifference(answer.columns, expected.rows, answer.rows)
  if (rows !== null) return rows
  if (expected.totals !== null) {
    const totals = tableDifference(
      metricsOf(answer),
      [expected.totals],
      [valuesIn(answer, answer.totals ?? [])],
    )
    if (totals !== null) return `totals: ${totals}`
  }
  for (const [index, level] of expected.subtotals.entries()) {
    const found = answer.subtotals[index]
    const columns = answer.columns.filter(
      ({ dimension }) => dimension === null || ['cohort', 'age', ...level.by].includes(dimension),
    )
    const picked = (found?.rows ?? []).map((row) =>
      columns.map((column) => row[answer.columns.indexOf(column)]),
    )
    const levels = tableDifference(columns, level.rows, picked)
    if (levels !== null) return `subtotals by ${level.by.join(', ')}: ${levels}`
  }
  return null
}

const metricsOf = ({ columns }: Table) =>
  columns.filter(({ kind }) => ['metric', 'numerator', 'denominator'].includes(kind))

function valuesIn(answer: Table, row: readonly unknown[]): readonly unknown[] {
  return metricsOf(answer).map((column) => row[answer.columns.indexOf(column)])
}

function tableDifference(
  columns: MetricsAnswer['columns'],
  expected: readonly Row[],
  found: readonly (readonly unknown[])[],
): string | null {
  const keys = columns.filter(({ kind }) => kind === 'period' || kind === 'dimension').map(({ name }) => name)
  const keyOf = (row: Row) =>
    JSON.stringify(keys.map((name) => (row[name] === null ? null : String(row[name]))))
  const objects = found.map(
    (row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])) as Row,
  )
  const wanted = new Map(expected.map((row) => [keyOf(row), row]))
  const given = new Map(objects.map((row) => [keyOf(row), row]))
  if (given.size < objects.length) return 'a row is there twice'
  for (const key of given.keys())
    if (!wanted.has(key)) return `the row ${key} should not be there: ${JSON.stringify(given.get(key))}`
  for (const [key, row] of wanted) {
    const other = given.get(key)
    if (other === undefined) return `the row ${key} is missing: ${JSON.stringify(row)}`
    for (const { name } of columns) {
      if (!isSame(row[name] ?? null, other[name] ?? null))
        return `${name} of ${key} should be ${String(row[name] ?? null)}, not ${String(other[name])}`
    }
  }
  return null
}

/** Numbers are equal to the digits that an answer is rounded to. */
function isSame(wanted: unknown, found: unknown): boolean {
  if (wanted === null || found === null) return wanted === found
  if (typeof wanted !== 'number') return String(wanted) === String(found)
  return Math.abs(wanted - Number(found)) <= 1e-6 + Math.abs(wanted) * 1e-9
}
