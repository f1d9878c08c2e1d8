import type { View } from '../../catalog/catalog.ts'
import type { MetricHeader } from '../../catalog/view-header.ts'
import { isOwnPeriod } from '../bucket.ts'
import type { Grain } from '../request.ts'

/** Metrics of one view with an equal key are counted from the same rows in the same way: one CTE. */
export function countingKey(metric: MetricHeader, view: View, grain: Grain | null): string {
  switch (metric.kind) {
    case 'count':
    case 'sum':
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
      return `retention ${metric.actor}`
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
