import type { View } from '../../catalog/catalog.ts'
import type { MetricHeader, MetricKind } from '../../catalog/view-header.ts'
import { isOwnPeriod } from '../sql/time-bucket.ts'
import type { Grain } from '../model/request.ts'

/** Kinds whose value follows from the rows of any stretch of time, whole periods or not. */
export const countedFromRows: readonly MetricKind[] = [
  'count',
  'sum',
  'movement',
  'avg',
  'min',
  'max',
  'percentile',
  'count_distinct',
  'conversion',
]

/** Metrics of one view with an equal key are counted from the same rows in the same way: one CTE. */
export function countingKey(metric: MetricHeader, view: View, grain: Grain | null): string {
  switch (metric.kind) {
    case 'count':
    case 'sum':
    case 'movement':
    case 'avg':
    case 'min':
    case 'max':
    case 'percentile':
      return 'aggregate'
    case 'count_distinct':
      return `count_distinct ${metric.expression} ${metric.where ?? ''}`
    case 'trailing':
      return `trailing ${metric.actor} ${metric.window} ${String(metric.offset_days)}`
    case 'average_daily':
      return `average_daily ${metric.actor} ${metric.window}`
    case 'lifecycle':
      return `lifecycle ${metric.actor}`
    case 'balance':
      return isOwnPeriod(view, grain) ? 'aggregate' : `balance ${metric.at}`
    case 'retention':
      return `retention ${metric.actor} ${metric.weight ?? ''}`
    case 'distribution':
      return `distribution ${metric.actor}`
    case 'payback':
      return 'payback'
    case 'conversion':
      return `conversion ${metric.actor} ${metric.converted_at} ${metric.criteria_from ?? ''}`
    case 'ratio':
    case 'derived':
    case 'cumulative':
      return metric.kind
  }
}
