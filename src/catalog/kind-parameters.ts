import type { MetricHeader, ViewHeader } from './view-header.ts'

/** The parameters that a metric's kind reads itself, beside those in its view's SQL. */
export function kindParameters(metric: MetricHeader, view: Pick<ViewHeader, 'time_type'>): readonly string[] {
  switch (metric.kind) {
    case 'trailing':
    case 'average_daily':
      return ['time_zone', 'week_start', 'fiscal_year_start', metric.window]
    case 'retention':
      // a snapshot at each month's end leaves nothing to choose
      if (view.time_type === 'date') return ['time_zone']
      return [
        'time_zone',
        'week_start',
        'fiscal_year_start',
        'cohort_entry',
        'interval',
        'clock',
        'criterion',
        'brackets',
        'age_zero',
        'base',
        'min_occurrences',
        'attribute_time',
        ...(metric.people === undefined ? [] : ['min_active_users']),
      ]
    case 'conversion':
      return [
        'time_zone',
        'week_start',
        'fiscal_year_start',
        ...(metric.criteria_from === undefined ? [] : ['conversion_criteria']),
      ]
    case 'lifecycle':
      return [
        'time_zone',
        'week_start',
        'fiscal_year_start',
        ...(metric.beginnings_from === undefined ? [] : ['new_is']),
      ]
    case 'derived':
      return metric.parameters ?? []
    case 'ratio':
    case 'cumulative':
      return []
    default:
      return ['time_zone', 'week_start', 'fiscal_year_start']
  }
}
