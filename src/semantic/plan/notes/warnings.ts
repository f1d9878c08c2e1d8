import type { Parameters } from '../../../generated/parameters.ts'
import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import type { WarehouseState } from '../../model/warehouse-state.ts'
import { kindOf } from '../../kinds/registry.ts'
import type { PlannedPeriod } from '../../model/plan.ts'

/** The largest number of rows in one warning. */
const maxNamed = 20

/**
 * The warnings of failing guards, one sentence each. A guard view with a `time` has one row per month: only the
 * requested months are reported, and none for closed books or an earlier `as_of`, because the finding is newer.
 */
export function warningsOf(
  catalog: Catalog,
  metrics: readonly Metric[],
  period: PlannedPeriod,
  values: Parameters,
  state: WarehouseState,
): readonly string[] {
  const warnings = metrics.flatMap((metric) =>
    Object.entries(catalog.views.get(metric.view)?.header.checks_from ?? {}).flatMap(([source, check]) => {
      if (check.severity !== 'warning') return []
      const rows = state.failingGuards.get(source) ?? []
      const isByMonth = catalog.views.get(source)?.header.time !== undefined
      const reported = isByMonth
        ? rows.filter((row) => isCurrent(values, state) && isInPeriod(row.slice(0, 7), metric, period))
        : rows
      if (reported.length === 0) return []
      const more = reported.length > maxNamed ? ` and ${reported.length - maxNamed} more` : ''
      return [`${check.message.trim()} Found: ${reported.slice(0, maxNamed).join(', ')}${more}.`]
    }),
  )
  return [...new Set(warnings)]
}

function isCurrent({ books, as_of: asOf }: Parameters, { parameters }: WarehouseState): boolean {
  return books !== 'closed' && asOf === parameters.as_of
}

function isInPeriod(month: string, metric: Metric, { grain, from, until }: PlannedPeriod): boolean {
  // without periods a balance is that of the last month, which may be the current one
  if (grain === null && kindOf(metric).isStock) return until !== null && month === lastMonthBefore(until)
  return (from === null || month >= from.slice(0, 7)) && (until === null || `${month}-01` < until)
}

/** The month of the day before. */
function lastMonthBefore(until: string): string {
  return new Date(Date.parse(`${until}T00:00:00Z`) - 1).toISOString().slice(0, 7)
}
