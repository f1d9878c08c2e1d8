import type { MetricHeader } from './view-header.ts'

/** The parameters that a metric's kind reads itself, beside those in its view's SQL. */
export function kindParameters(metric: MetricHeader): readonly string[] {
  switch (metric.kind) {
    case 'trailing':
    case 'average_daily':
      return ['time_zone', 'week_start', 'fiscal_year_start', metric.window]
    case 'retention':
      return [
        'time_zone',
        'week_start',
        'fiscal_year_start',
        'cohort_entry',
        'interval',
        'clock',
        'criterion',
        'base',
        'min_occurrences',
      ]
    case 'conversion':
      return [
        'time_zone',
        'week_start',
        'fiscal_year_start',
        ...(metric.criteria_from === undefined ? [] : ['conversion_criteria']),
      ]
    case 'ratio':
    case 'derived':
    case 'cumulative':
      return []
    default:
      return ['time_zone', 'week_start', 'fiscal_year_start']
  }
}
