import type { MetricHeader } from '../../catalog/view-header.ts'

/** Metrics of one view with an equal key are counted from the same rows in the same way: one CTE. */
export function countingKey(metric: MetricHeader): string {
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
      return `balance ${metric.at}`
    case 'retention':
      return `retention ${metric.actor} ${metric.weight ?? ''}`
    case 'distribution':
      return `distribution ${metric.actor}`
    case 'payback':
      return 'payback'
    case 'ratio':
    case 'derived':
    case 'cumulative':
      return metric.kind
  }
}
