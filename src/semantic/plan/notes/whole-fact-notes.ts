import type { Catalog } from '../../../catalog/catalog.ts'
import { findView } from '../../model/find-view.ts'
import type { Plan } from '../../model/plan.ts'
import type { Calendar } from '../../time/calendar.ts'
import { cutOfFacts } from '../../time/whole-periods.ts'

/**
 * Notes about a range without a grain that leaves out days of a month, for metrics that are known by whole months: they
 * count it whole.
 */
export function wholeFactNotes(
  catalog: Catalog,
  { aggregations, period }: Pick<Plan, 'aggregations' | 'period'>,
  calendar: Calendar,
): readonly string[] {
  const { from, until, today, grain } = period
  if (grain !== null) return []
  const range = { from, until: until !== null && until > today ? null : until }
  const cut = new Map<string, Set<string>>()
  for (const { view, baseMetrics } of aggregations) {
    const finest = findView(catalog, view).header.finest_grain
    const { isFromCut, isUntilCut } = cutOfFacts(finest, range, calendar)
    if (!isFromCut && !isUntilCut) continue
    const names = cut.get(finest) ?? new Set()
    for (const { metric } of baseMetrics) names.add(metric.name)
    cut.set(finest, names)
  }
  return [...cut].map(([finest, names]) => {
    const all = [...names].join(', ')
    return (
      `The bounds cut a ${finest}, and ${all} ${names.size === 1 ? 'is' : 'are'} known by whole ${finest}s: ` +
      `it counts whole. Use the bounds of ${finest}s.`
    )
  })
}
