import type { MetricHeader, ViewHeader } from './headers/view-header.ts'

/** The parameters that a metric's kind reads, in addition to those in its view's SQL. */
export function kindParameters(
  metric: MetricHeader,
  view: Pick<ViewHeader, 'time' | 'time_type' | 'finest_grain'>,
): readonly string[] {
  const calendar = calendarParameters(view)
  switch (metric.kind) {
    case 'trailing':
    case 'average_daily':
      return [...calendar, metric.window]
    case 'retention':
      // a snapshot at the end of each month has no options
      if (view.time_type === 'date') return ['time_zone']
      return [
        ...calendar,
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
      return [...calendar, ...(metric.criteria_from === undefined ? [] : ['conversion_criteria'])]
    case 'lifecycle':
      return [...calendar, ...(metric.beginnings_from === undefined ? [] : ['new_is'])]
    case 'derived':
      return metric.parameters ?? []
    case 'ratio':
    case 'cumulative':
      return []
    default:
      return calendar
  }
}

/**
 * The parameters that determine the start of periods: months and longer periods have no weeks,
 * point-in-time metrics no periods.
 */
function calendarParameters({
  time,
  finest_grain,
}: Pick<ViewHeader, 'time' | 'finest_grain'>): readonly string[] {
  if (time === undefined) return ['time_zone']
  const hasWeeks = ['hour', 'day', 'week'].includes(finest_grain)
  return ['time_zone', ...(hasWeeks ? ['week_start'] : []), 'fiscal_year_start']
}
