import type { ResultColumn, MetricsResult } from '../../semantic/model/result.ts'
import { maturityNotes } from '../../semantic/kinds/maturity-notes.ts'
import { toTable } from './to-table.ts'
import { cohortDimensions } from '../../semantic/model/request/request.ts'

/** The output formats of rows. */
export const outputFormats = ['table', 'csv', 'json', 'ndjson'] as const
export type OutputFormat = (typeof outputFormats)[number]

/**
 * A result as text, with its columns in order and their exact names. The row of totals, if requested, is
 * the last one; its period and dimensions are empty.
 */
export function formatResult(result: MetricsResult, format: 'table' | 'json'): string {
  const names = result.columns.map(({ name }) => name)
  return format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : formatForPeople(result, names)
}

const numeric = new Set(['numeric', 'bigint', 'integer', 'smallint', 'double precision', 'real'])

function formatForPeople(result: MetricsResult, names: readonly string[]): string {
  const { columns, rows, totals, subtotals } = result
  const coarser = subtotals.flatMap(({ by, rows: level }) => level.map((row) => named(columns, by, row)))
  const totalsRow = totals === null ? [] : [labelled(columns, totals)]
  const table = toTable(
    names,
    [...rows, ...coarser, ...totalsRow],
    new Set(columns.filter(({ type }) => numeric.has(type)).map(({ name }) => name)),
  )
  return `${table}\n${footnotes(result)
    .map((line) => `${line}\n`)
    .join('')}`
}

/** In a row of a coarser level, the dimensions left out are `all`, because null is a value of its own. */
function named(
  columns: readonly ResultColumn[],
  by: readonly string[],
  row: readonly unknown[],
): readonly unknown[] {
  return row.map((value, index) => {
    const dimension = columns[index]?.dimension ?? null
    const isAggregated =
      dimension !== null && !by.includes(dimension) && !cohortDimensions.includes(dimension)
    return isAggregated ? 'all' : value
  })
}

/** Labels the total, which readers of a table could not recognize otherwise. */
function labelled(columns: readonly ResultColumn[], totals: readonly unknown[]): readonly unknown[] {
  const labelIndex = columns.findIndex(({ kind }) => kind === 'period' || kind === 'dimension')
  return totals.map((value, index) => (index === labelIndex && value === null ? 'total' : value))
}

function footnotes({ rows, provenance, pageInfo }: MetricsResult): readonly string[] {
  const deviations = provenance.metrics.flatMap(({ metric, deviations }) =>
    deviations.map(
      ({ option, canonical, used }) =>
        `${metric}: ${option} is ${show(used)}, canonically ${show(canonical)}`,
    ),
  )
  const versions = provenance.metrics.map(
    ({ metric, version, definitionHash }) => `${metric} v${version} ${definitionHash}`,
  )
  return [
    `${rows.length} ${rows.length === 1 ? 'row' : 'rows'} · as of ${provenance.asOf} · data to ${provenance.dataAsOf} · ${provenance.timeZone} · from ${provenance.servedFrom}`,
    `defined by ${versions.join(', ')}`,
    ...maturityNotes(provenance.metrics),
    ...provenance.notes,
    ...new Set(deviations.map((deviation) => `deviates: ${deviation}`)),
    ...(pageInfo.hasNextPage ? [`more rows: --after ${pageInfo.endCursor ?? ''}`] : []),
  ]
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
