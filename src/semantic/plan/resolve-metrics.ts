import type { Parameters } from '../../generated/parameters.ts'
import { closest } from '../../closest.ts'
import type { Catalog, Metric, View } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import { readAccumulation } from '../kinds/accumulation/read-accumulation.ts'
import { checkAccumulation } from './accumulation.ts'
import { findDimension } from './find-dimension.ts'
import { kindOf } from '../kinds/registry.ts'
import type { Aggregation, Formula, BaseMetric, Output, PlannedFilter, Accumulation } from '../model/plan.ts'
import { resolveFilters } from './filters/resolve-filters.ts'
import type { Grain, MetricsRequest, RequestedMetric } from '../model/request.ts'

/** The metrics of a request, taken apart into what has to be counted and how the answers follow from it. */
export interface ResolvedMetrics {
  readonly groups: readonly Aggregation[]
  readonly outputs: readonly Output[]
}

/** @throws PlumblineError `UNKNOWN_METRIC` with the nearest names. */
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

/** Takes ratios and derived metrics apart, and puts what is counted from the same rows together. */
export function resolveMetrics(
  catalog: Catalog,
  request: MetricsRequest,
  dimensions: readonly string[],
  grain: Grain | null,
  parameters: Parameters,
): ResolvedMetrics {
  const leaves = new Map<string, BaseMetric>()
  const outputs = request.metrics.map((requested) => {
    const metric = findMetric(catalog, requested.metric)
    const over = requested.over === undefined ? null : readAccumulation(requested.over)
    const formula = toFormula({ catalog, grain, parameters, requested, leaves }, metric, over)
    return { alias: requested.alias ?? metric.name, metric, formula }
  })
  return {
    groups: groupByAggregation(catalog, request, [...leaves.values()], dimensions, grain, parameters),
    outputs,
  }
}

interface MetricContext {
  readonly catalog: Catalog
  readonly grain: Grain | null
  readonly parameters: Parameters
  readonly requested: RequestedMetric
  /** What has to be counted; once, however often it is needed. */
  readonly leaves: Map<string, BaseMetric>
}

function toFormula(asked: MetricContext, metric: Metric, over: Accumulation | null): Formula {
  const formula = kindOf(metric).compute?.(metric.header, {
    of: (name, own) => toFormula(asked, findMetric(asked.catalog, name), over ?? own ?? null),
    parameters: asked.parameters,
  })
  return formula ?? { kind: 'column', column: toBaseMetric(asked, metric, over).column }
}

function toBaseMetric(asked: MetricContext, metric: Metric, over: Accumulation | null): BaseMetric {
  const { catalog, grain, parameters, requested, leaves } = asked
  if (over !== null) checkAccumulation(metric, viewOf(catalog, metric), over, grain)
  const key = `${metric.name} ${JSON.stringify([requested.where, over])}`
  const isPlain = requested.where.length === 0 && over === null
  const leaf = leaves.get(key) ?? {
    column: isPlain ? metric.name : `${metric.name}_${String(leaves.size)}`,
    metric,
    filters: resolveFilters(catalog, metric, requested.where, parameters),
    over,
    maturity: kindOf(metric).maturity(metric.header),
  }
  leaves.set(key, leaf)
  return leaf
}

function groupByAggregation(
  catalog: Catalog,
  request: MetricsRequest,
  leaves: readonly BaseMetric[],
  dimensions: readonly string[],
  grain: Grain | null,
  parameters: Parameters,
): Aggregation[] {
  const together = new Map<string, BaseMetric[]>()
  for (const leaf of leaves) {
    const own = leaf.filters.length > 0 ? leaf.column : ''
    const view = viewOf(catalog, leaf.metric)
    const counted = kindOf(leaf.metric).aggregationKey(leaf.metric.header, view, grain)
    const key = `${view.name} ${counted} ${own} ${JSON.stringify(leaf.over)}`
    together.set(key, [...(together.get(key) ?? []), leaf])
  }
  const names = new Set<string>()
  return [...together.values()].flatMap((members) => {
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
  if (view === undefined) throw new Error(`${metric.name} lost its view ${metric.view}`)
  return view
}
