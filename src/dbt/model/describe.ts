import type { Catalog } from '../../catalog/catalog.ts'
import type { MetricKind } from '../../catalog/headers/metric-header.ts'
import { kindOf } from '../../semantic/kinds/registry.ts'
import type { Grain } from '../../semantic/model/request/request.ts'
import { commonDimensions, type SemanticDimension } from './semantic-dimension.ts'
import { requiresTime, type SemanticMetric } from './semantic-metric.ts'

/** The types of metrics in dbt. */
type MetricType = 'SIMPLE' | 'RATIO' | 'CUMULATIVE' | 'DERIVED' | 'CONVERSION'

/** Kinds with rules of their own are derived: clients may not compute them from anything. */
const types: Readonly<Record<MetricKind, MetricType>> = {
  count: 'SIMPLE',
  sum: 'SIMPLE',
  avg: 'SIMPLE',
  min: 'SIMPLE',
  max: 'SIMPLE',
  percentile: 'SIMPLE',
  count_distinct: 'SIMPLE',
  balance: 'SIMPLE',
  ratio: 'RATIO',
  cumulative: 'CUMULATIVE',
  trailing: 'CUMULATIVE',
  average_daily: 'CUMULATIVE',
  conversion: 'CONVERSION',
  derived: 'DERIVED',
  movement: 'DERIVED',
  lifecycle: 'DERIVED',
  retention: 'DERIVED',
  distribution: 'DERIVED',
  median_by_actor: 'DERIVED',
  payback: 'DERIVED',
}

/** A metric as the type `Metric` of the schema. */
export function describeMetric(catalog: Catalog, found: SemanticMetric) {
  const { metric, grains } = found
  const quotient = kindOf(metric).quotient(metric.header)
  const formula = metric.header.kind === 'derived' ? metric.header : null
  return {
    name: metric.name,
    label: labelOf(metric.name),
    description: metric.description,
    type: types[metric.kind],
    typeParams: {
      numerator: quotient === null ? null : { name: quotient.numerator },
      denominator: quotient === null ? null : { name: quotient.denominator },
      expr: formula?.expression.trim() ?? null,
      metrics: (formula?.inputs ?? []).map((name) => ({ name })),
    },
    dimensions: () => commonDimensions(catalog, [found]).map(describeDimension),
    measures: [],
    entities: [],
    ...granularities(grains),
    requiresMetricTime: requiresTime(found),
  }
}

/** A dimension as the type `Dimension` of the schema. */
export function describeDimension({ name, description, isTime, grains }: SemanticDimension) {
  return {
    name,
    qualifiedName: name,
    label: labelOf(name),
    description,
    type: isTime ? 'TIME' : 'CATEGORICAL',
    isPartition: false,
    expr: null,
    ...granularities(grains),
  }
}

function granularities(grains: readonly Grain[]) {
  return {
    queryableGranularities: grains.map((grain) => grain.toUpperCase()),
    queryableTimeGranularities: grains,
  }
}

/** `active_users` → `Active users`. */
function labelOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ')
}
