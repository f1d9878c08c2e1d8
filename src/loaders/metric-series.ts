import DataLoader from 'dataloader'
import { PlumblineError } from '../errors.ts'
import { runQuery } from '../query/run-query.ts'
import type { Runtime } from '../query/runtime.ts'
import type { Grain } from '../semantic/model/request/request.ts'
import type { MetricsResult } from '../semantic/model/result.ts'
import type { QueryOptions } from '../warehouse/engine/engine.ts'
import { withoutRows } from './account-metric-values.ts'
import { batchBy } from './fetch/batch-by.ts'

/** Metrics of one object: as one value each or, with a grain, by period. */
export interface SeriesRequest {
  readonly metrics: readonly string[]
  readonly grain?: Grain | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Instead of both days: `last 12 months`. */
  readonly period?: string | undefined
}

/** The values of a metric for one object. */
export interface MetricSeries {
  readonly metric: string
  readonly unit: string
  readonly currency: string | null
  readonly points: readonly { readonly period: string | null; readonly value: string | null }[]
  readonly asOf: string
  readonly version: number
  readonly definitionHash: string
}

interface SeriesKey {
  readonly key: string
  readonly request: SeriesRequest
}

/** Metrics of objects by the dimension with their keys: one query for all objects of one tick with the same request. */
export function findMetricSeries(
  runtime: Runtime,
  options: QueryOptions,
  dimension: string,
): DataLoader<SeriesKey, readonly MetricSeries[], string> {
  return new DataLoader<SeriesKey, readonly MetricSeries[], string>(
    (keys) =>
      batchBy(
        keys,
        ({ request }) => request,
        async ({ metrics, ...range }, group) => {
          const objects = group.map(({ key }) => key)
          const result = await runQuery(
            runtime,
            {
              metrics: [...new Set(metrics)],
              by: [dimension],
              where: [{ dimension, operator: 'in', value: objects }],
              ...range,
            },
            options,
          )
          checkColumns(result, dimension)
          const rows = byObject(result, dimension)
          return objects.map((key) =>
            metrics.map((metric) => seriesOf(runtime, result, metric, rows.get(key) ?? [], range)),
          )
        },
      ),
    { cacheKeyFn: JSON.stringify },
  )
}

/** Cohorts have two more columns, so that a period has several values. */
function checkColumns({ columns }: MetricsResult, dimension: string): void {
  const other = columns.find(({ kind, name }) => kind === 'dimension' && name !== dimension)
  if (other === undefined) return
  throw new PlumblineError(
    'BAD_REQUEST',
    `Metrics of cohorts have values by ${other.name}: query them with metrics, grouped by ${dimension}.`,
    { subject: 'names' },
  )
}

function byObject({ columns, rows }: MetricsResult, dimension: string) {
  const at = columns.findIndex(({ name }) => name === dimension)
  const grouped = new Map<unknown, (readonly unknown[])[]>()
  for (const row of rows) grouped.set(row[at], [...(grouped.get(row[at]) ?? []), row])
  return grouped
}

function seriesOf(
  runtime: Runtime,
  { columns, provenance }: MetricsResult,
  metric: string,
  rows: MetricsResult['rows'],
  { grain, from, period }: Omit<SeriesRequest, 'metrics'>,
): MetricSeries {
  const at = columns.findIndex(({ name }) => name === metric)
  const periodAt = columns.findIndex(({ kind }) => kind === 'period')
  const definition = provenance.metrics.find((one) => one.metric === metric)
  if (definition === undefined) throw new Error(`the result does not define ${metric}`)
  const all = rows.map((row) => ({ period: toText(row[periodAt]), value: toText(row[at]) }))
  const points =
    grain !== undefined && from === undefined && period === undefined ? sinceFirstValue(all) : all
  const empty = grain === undefined ? [{ period: null, value: withoutRows(runtime, metric) }] : []
  return {
    metric,
    unit: columns[at]?.unit ?? '',
    currency: columns[at]?.currency ?? null,
    points: points.length === 0 ? empty : points,
    asOf: provenance.asOf,
    version: definition.version,
    definitionHash: definition.definitionHash,
  }
}

/** The periods before it depend on the other objects of the query, which is filled from the first row of any of them. */
function sinceFirstValue(points: MetricSeries['points']): MetricSeries['points'] {
  const first = points.findIndex(({ value }) => value !== null && Number(value) !== 0)
  return first === -1 ? [] : points.slice(first)
}

function toText(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
