import type { Catalog, Metric } from '../../catalog/catalog.ts'
import type { Plan } from '../../semantic/model/plan.ts'

/** The type of `schema/values.graphql` that holds all that is known of one number of this metric. */
export function metricValueType(catalog: Catalog, metric: Metric, shape: Plan['shape']): string {
  const cohort = shape === 'cohort' || shape === 'curve' ? 'Cohort' : ''
  const money = metric.unit === 'money' ? 'Money' : ''
  const what = isQuotient(catalog, metric) ? 'Quotient' : money === '' ? 'Number' : ''
  return `${cohort}${money}${what}Value`
}

/** Whether the answer can tell what was divided by what; what accumulates a ratio is one, too. */
function isQuotient(catalog: Catalog, { header }: Metric): boolean {
  if (header.kind === 'ratio') return true
  const accumulated = header.kind === 'cumulative' ? catalog.metrics.get(header.of) : undefined
  return accumulated !== undefined && isQuotient(catalog, accumulated)
}
