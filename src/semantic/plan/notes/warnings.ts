import type { Parameters } from '../../../generated/parameters.ts'
import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import type { WarehouseState } from '../../model/warehouse-state.ts'
import { kindOf } from '../../kinds/registry.ts'
import type { PlannedPeriod } from '../../model/plan.ts'

/** How many rows of a warning are named; more would hide the answer. */
const maxNamed = 20

/**
 * What the views that a metric warns of have found, a sentence for each. Of a view with a `time`, whose rows begin
 * with their month, only the months that were asked for are told, and none in books that are closed, which are
 * answered as they were, or as of an earlier moment, at which nobody knew.
 */
export function warningsOf(
  catalog: Catalog,
  parts: readonly Metric[],
  period: PlannedPeriod,
  values: Parameters,
  knowledge: WarehouseState,
): readonly string[] {
  const warnings = parts.flatMap((metric) =>
    Object.entries(catalog.views.get(metric.view)?.header.checks_from ?? {}).flatMap(([source, check]) => {
      if (check.severity !== 'warning') return []
      const rows = knowledge.failingGuards.get(source) ?? []
      const isByMonth = catalog.views.get(source)?.header.time !== undefined
      const told = isByMonth
        ? rows.filter((row) => isCurrent(values, knowledge) && isInPeriod(row.slice(0, 7), metric, period))
        : rows
      if (told.length === 0) return []
      const more = told.length > maxNamed ? ` and ${told.length - maxNamed} more` : ''
      return [`${check.message.trim()} Found: ${told.slice(0, maxNamed).join(', ')}${more}.`]
    }),
  )
  return [...new Set(warnings)]
}

function isCurrent({ books, as_of: asOf }: Parameters, { parameters }: WarehouseState): boolean {
  return books !== 'closed' && asOf === parameters.as_of
}

function isInPeriod(month: string, metric: Metric, { grain, from, until }: PlannedPeriod): boolean {
  // without periods a stock is that of the last month, which may be running
  if (grain === null && kindOf(metric).isStock) return until !== null && month === lastMonthBefore(until)
  return (from === null || month >= from.slice(0, 7)) && (until === null || `${month}-01` < until)
}

/** The month of the last day before one. */
function lastMonthBefore(until: string): string {
  return new Date(Date.parse(`${until}T00:00:00Z`) - 1).toISOString().slice(0, 7)
}
