import type { Parameters } from '../../../generated/parameters.ts'
import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import { readAccumulation, readMoving } from '../../kinds/accumulation/read-range.ts'
import { checkAccumulation } from '../checks/accumulation.ts'
import { findView } from '../../model/find-view.ts'
import { findMetric } from './find-metric.ts'
import { groupByAggregation } from './group-by-aggregation.ts'
import { kindOf } from '../../kinds/registry.ts'
import type { Aggregation, Formula, BaseMetric, Output, Accumulation } from '../../model/plan.ts'
import { resolveFilters } from './filters/resolve-filters.ts'
import type { Grain, MetricsRequest, RequestedMetric } from '../../model/request/request.ts'

/** The metrics of a request as base metrics, grouped by aggregation, and formulas over them. */
export interface ResolvedMetrics {
  readonly aggregations: readonly Aggregation[]
  readonly outputs: readonly Output[]
}

/** Resolves computed metrics into base metrics, and groups those that are aggregated from the same rows. */
export function resolveMetrics(
  catalog: Catalog,
  request: MetricsRequest,
  dimensions: readonly string[],
  grain: Grain | null,
  parameters: Parameters,
): ResolvedMetrics {
  const baseMetrics = new Map<string, BaseMetric>()
  const outputs = request.metrics.map((requested) => {
    const metric = findMetric(catalog, requested.metric)
    const context = { catalog, grain, parameters, requested, baseMetrics }
    const alias = requested.alias ?? metric.name
    const moving = readMoving(requested.over ?? '')
    if (moving !== null) {
      const input = toFormula(context, metric, null)
      return { alias, metric, formula: { kind: 'moving', moving, input } as const }
    }
    const over = requested.over === undefined ? null : readAccumulation(requested.over)
    return { alias, metric, formula: toFormula(context, metric, over) }
  })
  return {
    aggregations: groupByAggregation(
      catalog,
      request,
      [...baseMetrics.values()],
      dimensions,
      grain,
      parameters,
    ),
    outputs,
  }
}

interface MetricContext {
  readonly catalog: Catalog
  readonly grain: Grain | null
  readonly parameters: Parameters
  readonly requested: RequestedMetric
  /** The base metrics found so far, each once. */
  readonly baseMetrics: Map<string, BaseMetric>
}

function toFormula(context: MetricContext, metric: Metric, over: Accumulation | null): Formula {
  const formula = kindOf(metric).compute?.(metric.header, {
    of: (name, own) => toFormula(context, findMetric(context.catalog, name), over ?? own ?? null),
    parameters: context.parameters,
  })
  return formula ?? { kind: 'column', column: toBaseMetric(context, metric, over).column }
}

function toBaseMetric(context: MetricContext, metric: Metric, over: Accumulation | null): BaseMetric {
  const { catalog, grain, parameters, requested, baseMetrics } = context
  if (over !== null) checkAccumulation(metric, findView(catalog, metric.view), over, grain)
  const key = `${metric.name} ${JSON.stringify([requested.where, over])}`
  const isPlain = requested.where.length === 0 && over === null
  const baseMetric = baseMetrics.get(key) ?? {
    column: isPlain ? metric.name : `${metric.name}_${String(baseMetrics.size)}`,
    metric,
    filters: resolveFilters(catalog, metric, requested.where, parameters),
    over,
    maturity: kindOf(metric).maturity(metric.header),
  }
  baseMetrics.set(key, baseMetric)
  return baseMetric
}
