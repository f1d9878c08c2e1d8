import type { ResultColumn, MetricsResult } from '../../semantic/model/result.ts'
import { toTable } from './to-table.ts'
import { cohortDimensions } from '../../semantic/model/request.ts'

/** The forms in which `plumbline query` can print. */
export const answerFormats = ['table', 'csv', 'json', 'ndjson'] as const
export type AnswerFormat = (typeof answerFormats)[number]

/**
 * An answer as text. The columns are those of the answer, in its order, and their names exactly.
 * A row of totals, when it was asked for, is the last one, with nothing under period and dimensions.
 */
export function formatAnswer(answer: MetricsResult, format: 'table' | 'json'): string {
  const names = answer.columns.map(({ name }) => name)
  return format === 'json' ? `${JSON.stringify(answer, null, 2)}\n` : formatForPeople(answer, names)
}

/** One object for each row, as NDJSON has them. */
export function toNdjson(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return rows
    .map(
      (row) =>
        `${JSON.stringify(Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])))}\n`,
    )
    .join('')
}

const numeric = new Set(['numeric', 'bigint', 'integer', 'smallint', 'double precision', 'real'])

function formatForPeople(answer: MetricsResult, names: readonly string[]): string {
  const { columns, rows, totals, subtotals } = answer
  const coarser = subtotals.flatMap(({ by, rows: level }) => level.map((row) => named(columns, by, row)))
  const totalsRow = totals === null ? [] : [labelled(columns, totals)]
  const table = toTable(
    names,
    [...rows, ...coarser, ...totalsRow],
    new Set(columns.filter(({ type }) => numeric.has(type)).map(({ name }) => name)),
  )
  return `${table}\n${footnotes(answer)
    .map((line) => `${line}\n`)
    .join('')}`
}

/** What a row of a coarser level is no longer grouped by says `all`, since null is a value of its own. */
function named(
  columns: readonly ResultColumn[],
  by: readonly string[],
  row: readonly unknown[],
): readonly unknown[] {
  return row.map((value, index) => {
    const dimension = columns[index]?.dimension ?? null
    const isGone = dimension !== null && !by.includes(dimension) && !cohortDimensions.includes(dimension)
    return isGone ? 'all' : value
  })
}

/** A reader of a table needs to be told which row is the total. */
function labelled(columns: readonly ResultColumn[], totals: readonly unknown[]): readonly unknown[] {
  const place = columns.findIndex(({ kind }) => kind === 'period' || kind === 'dimension')
  return totals.map((value, index) => (index === place && value === null ? 'total' : value))
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
    ...openOf(provenance.metrics),
    ...provenance.notes,
    ...new Set(deviations.map((deviation) => `deviates: ${deviation}`)),
    ...(pageInfo.hasNextPage ? [`there are more rows: --after ${pageInfo.endCursor ?? ''}`] : []),
  ]
}

/** What is not known yet of each metric, those that share a sentence in one. */
function openOf(metrics: MetricsResult['provenance']['metrics']): readonly string[] {
  const sentences = new Map<string, string[]>()
  for (const { column, immatureCount, immatureShare } of metrics) {
    if (immatureCount === null || immatureCount === 0) continue
    const percent = Number((Number(immatureShare) * 100).toPrecision(3))
    const sentence = `${immatureCount} not known yet, ${percent} % of what was asked about`
    sentences.set(sentence, [...(sentences.get(sentence) ?? []), column])
  }
  return [...sentences].map(([sentence, columns]) => `immature: ${sentence} (${columns.join(', ')})`)
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
