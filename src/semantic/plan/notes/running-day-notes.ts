import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import type { PlannedPeriod } from '../../model/plan.ts'
import { countedUntil } from '../../time/cut.ts'
import { isStartOfPeriod, type Calendar } from '../../time/calendar.ts'

/** Facts with windows in days whose last day is that of `as_of`. */
export const factsWithWindows = [
  'facts.account_seats',
  'facts.account_usage',
  'facts.feature_uses',
  'facts.limit_states',
  'facts.recent_activity_days',
]

/**
 * A note that the last day of the windows of usage has only begun, when `asOf` is its first instant: 28 days are then
 * 27 days and an instant, as decision 0090 explains.
 */
export function runningDayNotes(
  catalog: Catalog,
  metrics: readonly Metric[],
  period: PlannedPeriod,
  asOf: string,
  calendar: Calendar,
): readonly string[] {
  const { today } = period
  const until = countedUntil(period)
  const includesToday = until === null || until > today
  if (!includesToday || !isStartOfPeriod(asOf, 'day', calendar)) return []
  return metrics.some((metric) => hasWindow(catalog, metric))
    ? [
        `At asOf, ${today} has only begun: windows in days count it as their last day, without its usage. ` +
          `For whole days, set asOf to a moment before ${today}.`,
      ]
    : []
}

function hasWindow(catalog: Catalog, { kind, view }: Metric): boolean {
  const lineage = catalog.views.get(view)?.lineage
  return kind.startsWith('trailing') || factsWithWindows.some((fact) => lineage?.has(fact) === true)
}
