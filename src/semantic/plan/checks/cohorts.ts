import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import { kindOf } from '../../kinds/registry.ts'
import { comparisonsOf } from '../../model/request/condition.ts'
import type { Plan } from '../../model/plan.ts'
import { cohortDimensions, type MetricsRequest } from '../../model/request/request.ts'

/** The cohort dimensions in rows of each shape. */
const cohortDimensionsOf: Readonly<Record<Plan['resultShape'], readonly string[]>> = {
  cohort: cohortDimensions,
  cohort_summary: ['cohort'],
  series: [],
  distribution: [],
}

/**
 * Rejects `cohort` and `age` where they have no effect: in rows without them, or as a condition of a single metric.
 *
 * @throws PlumblineError `DIMENSION_NOT_AVAILABLE`; `BAD_FILTER` for a condition of a single metric
 */
export function checkCohortDimensions(
  { by, where, metrics }: MetricsRequest,
  shape: Plan['resultShape'],
  requested: readonly Metric[],
): void {
  const named = [
    ...by.map((name) => name.toLowerCase()),
    ...comparisonsOf(where).map(({ dimension }) => dimension),
  ]
  const missing = named.find(
    (name) => cohortDimensions.includes(name) && !cohortDimensionsOf[shape].includes(name),
  )
  if (missing !== undefined) {
    const names = requested.map(({ name }) => name).join(', ')
    const dimensions = requested[0]?.dimensions ?? []
    throw new PlumblineError(
      'DIMENSION_NOT_AVAILABLE',
      `${names} ${requested.length === 1 ? 'has' : 'have'} no ${missing}; cohort metrics do. Group by ` +
        `${dimensions.join(', ') || 'nothing'}.`,
      { subject: missing, valid: dimensions },
    )
  }
  const single = comparisonsOf(metrics.flatMap((metric) => metric.where)).find(({ dimension }) =>
    cohortDimensions.includes(dimension),
  )
  if (single !== undefined) {
    throw new PlumblineError(
      'BAD_FILTER',
      `${single.dimension} applies to rows, not to a single metric: move the condition into the where of the query.`,
      { subject: single.dimension },
    )
  }
}

/** @throws PlumblineError `BAD_REQUEST` for an average over cohorts of a metric that is not a rate of cohorts */
export function checkCohortAverage(
  catalog: Catalog,
  { cohorts }: MetricsRequest,
  shape: Plan['resultShape'],
  metrics: readonly Metric[],
): void {
  if (cohorts === 'each') return
  const rates = [...catalog.metrics.values()]
    .filter((metric) => isCohortRate(catalog, metric))
    .map(({ name }) => name)
  const invalid = metrics.find(({ name }) => shape !== 'cohort' || !rates.includes(name))
  if (invalid === undefined) return
  throw new PlumblineError(
    'BAD_REQUEST',
    `${invalid.name} has no average over cohorts; rates do: ${rates.join(', ')}. Use parts to see the numerators and denominators.`,
    { subject: 'cohorts', valid: rates },
  )
}

function isCohortRate(catalog: Catalog, metric: Metric): boolean {
  const quotient = kindOf(metric).quotient(metric.header)
  const numerator = quotient === null ? undefined : catalog.metrics.get(quotient.numerator)
  return numerator !== undefined && kindOf(numerator).resultShape === 'cohort'
}
