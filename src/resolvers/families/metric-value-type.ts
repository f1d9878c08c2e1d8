import type { Catalog, Metric } from '../../catalog/catalog.ts'
import type { Plan } from '../../semantic/model/plan.ts'

/** The type in `schema/values.graphql` for the values of a metric. */
export function metricValueType(catalog: Catalog, metric: Metric, shape: Plan['shape']): string {
  const cohort = shape === 'cohort' || shape === 'curve' ? 'Cohort' : ''
  const money = metric.unit === 'money' ? 'Money' : ''
  const suffix = isQuotient(catalog, metric) ? 'Quotient' : money === '' ? 'Number' : ''
  return `${cohort}${money}${suffix}Value`
}

/** Whether the value has a numerator and a denominator; accumulated ratios have them, too. */
function isQuotient(catalog: Catalog, { header }: Metric): boolean {
  if (header.kind === 'ratio') return true
  const accumulated = header.kind === 'cumulative' ? catalog.metrics.get(header.of) : undefined
  return accumulated !== undefined && isQuotient(catalog, accumulated)
}
