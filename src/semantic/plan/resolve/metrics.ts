import type { Parameters } from '../../../generated/parameters.ts'
import { closest } from '../../../closest.ts'
import type { Catalog, Metric, View } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import { readAccumulation } from '../../kinds/accumulation/read-accumulation.ts'
import { checkAccumulation } from '../checks/accumulation.ts'
import { findDimension } from './find-dimension.ts'
import { kindOf } from '../../kinds/registry.ts'
import type { Aggregation, Formula, BaseMetric, Output, PlannedFilter, Accumulation } from '../../model/plan.ts'
import { resolveFilters } from '../filters/resolve-filters.ts'
import type { Grain, MetricsRequest, RequestedMetric } from '../../model/request.ts'

/** The metrics of a request as base metrics, grouped by aggregation, and formulas over them. */
export interface ResolvedMetrics {
  readonly groups: readonly Aggregation[]
  readonly outputs: readonly Output[]
}

/** @throws PlumblineError `UNKNOWN_METRIC` with similar names */
export function findMetric(catalog: Catalog, name: string): Metric {
  const metric = catalog.metrics.get(name.toLowerCase())
  if (metric !== undefined) return metric
  const suggestions = closest(name, catalog.metrics.keys())
  const hint = suggestions.length > 0 ? ` Did you mean ${suggestions.join(', ')}?` : ''
  throw new PlumblineError('UNKNOWN_METRIC', `There is no metric ${name}.${hint}`, {
    subject: name,
    suggestions,
  })
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
    const over = requested.over === undefined ? null : readAccumulation(requested.over)
    const formula = toFormula({ catalog, grain, parameters, requested, baseMetrics }, metric, over)
    return { alias: requested.alias ?? metric.name, metric, formula }
  })
  return {
    groups: groupByAggregation(catalog, request, [...baseMetrics.values()], dimensions, grain, parameters),
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
  if (over !== null) checkAccumulation(metric, viewOf(catalog, metric), over, grain)
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

function groupByAggregation(
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
    const view = viewOf(catalog, metric)
    const aggregation = kindOf(metric).aggregationKey(metric.header, view, grain)
    const key = `${view.name} ${aggregation} ${own} ${JSON.stringify(over)}`
    byKey.set(key, [...(byKey.get(key) ?? []), baseMetric])
  }
  const names = new Set<string>()
  return [...byKey.values()].flatMap((members) => {
    const [first, ...rest] = members
    if (first === undefined) return []
    const isOnePass = kindOf(first.metric).rows !== null || rest.length > 0
    const base = `${first.metric.family}_${isOnePass ? 'counted' : first.column}`
    const name = names.has(base) ? `${base}_of_${first.column}` : base
    names.add(name)
    return [
      {
        name,
        view: first.metric.view,
        baseMetrics: [first, ...rest] as const,
        dimensions: dimensions.map((dimension) =>
          findDimension(catalog, first.metric, dimension, parameters),
        ),
        filters: [
          ...resolveFilters(catalog, first.metric, request.where, parameters),
          ...first.filters,
        ] as PlannedFilter[],
        over: first.over,
      },
    ]
  })
}

function viewOf(catalog: Catalog, metric: Metric): View {
  const view = catalog.views.get(metric.view)
  if (view === undefined) throw new Error(`${metric.name} has no view ${metric.view}`)
  return view
}
