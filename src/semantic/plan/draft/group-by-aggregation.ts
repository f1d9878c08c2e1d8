import type { Catalog } from '../../../catalog/catalog.ts'
import type { Parameters } from '../../../generated/parameters.ts'
import { aggregationKey, kindOf } from '../../kinds/registry.ts'
import { findView } from '../../model/find-view.ts'
import type { Aggregation, BaseMetric } from '../../model/plan.ts'
import type { Grain, MetricsRequest } from '../../model/request/request.ts'
import { resolveFilters } from './filters/resolve-filters.ts'
import { dimensionOfRows } from './dimension-of-rows.ts'

/** Groups base metrics that are aggregated from the same rows in the same way. */
export function groupByAggregation(
  catalog: Catalog,
  request: MetricsRequest,
  baseMetrics: readonly BaseMetric[],
  dimensions: readonly string[],
  grain: Grain | null,
  parameters: Parameters,
): Aggregation[] {
  const byKey = new Map<string, BaseMetric[]>()
  for (const baseMetric of baseMetrics) {
    const { column, metric, filters, over } = baseMetric
    // own conditions are in the where clause, so a metric with conditions is alone
    const own = filters.length > 0 ? column : ''
    const key = `${aggregationKey(metric, findView(catalog, metric.view), over, grain)} ${own}`
    byKey.set(key, [...(byKey.get(key) ?? []), baseMetric])
  }
  const names = new Set<string>()
  return [...byKey.values()].flatMap((members) => {
    const [first, ...rest] = members
    if (first === undefined) return []
    const isCounted = kindOf(first.metric).rows !== null || rest.length > 0
    const base = `${first.metric.family}_${isCounted ? 'counted' : first.column}`
    const name = shortened(names.has(base) ? `${base}_of_${first.column}` : base, names.size)
    names.add(name)
    return [
      {
        name,
        view: first.metric.view,
        baseMetrics: [first, ...rest] as const,
        dimensions: dimensions.map((dimension) =>
          dimensionOfRows(catalog, first.metric, dimension, parameters),
        ),
        filters: [...resolveFilters(catalog, first.metric, request.where, parameters), ...first.filters],
        over: first.over,
      },
    ]
  })
}

/** PostgreSQL cuts names at 63 bytes, and the names of CTEs and columns add suffixes to that of their aggregation. */
const maxNameBytes = 45

/** The name or, when it is too long, its beginning with the number of the aggregation, which is unique. */
function shortened(name: string, number: number): string {
  return name.length <= maxNameBytes ? name : `${name.slice(0, maxNameBytes - 5)}_${String(number)}`
}
