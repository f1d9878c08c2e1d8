import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { kindOf } from '../../semantic/kinds/registry.ts'
import type { Plan } from '../../semantic/model/plan.ts'

/** The type in `schema/values.graphql` for the values of a metric. */
export function metricValueType(catalog: Catalog, metric: Metric, shape: Plan['resultShape']): string {
  const cohort = shape === 'cohort' || shape === 'cohort_summary' ? 'Cohort' : ''
  const money = metric.unit === 'money' ? 'Money' : ''
  const suffix = isQuotient(catalog, metric) ? 'Quotient' : money === '' ? 'Number' : ''
  return `${cohort}${money}${suffix}Value`
}

/** Whether the value has a numerator and a denominator; accumulated ratios have them, too. */
function isQuotient(catalog: Catalog, metric: Metric): boolean {
  const kind = kindOf(metric)
  if (kind.quotient(metric.header) !== null) return true
  const accumulated = catalog.metrics.get(kind.accumulated(metric.header) ?? '')
  return accumulated !== undefined && isQuotient(catalog, accumulated)
}
