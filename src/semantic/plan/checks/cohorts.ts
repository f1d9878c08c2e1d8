import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import { kindOf } from '../../kinds/registry.ts'
import type { Plan } from '../../model/plan.ts'
import { cohortDimensions, type MetricsRequest } from '../../model/request.ts'

/** Which rows have a cohort, and which an age besides. */
const cohortDimensionsOf: Readonly<Record<Plan['resultShape'], readonly string[]>> = {
  cohort: cohortDimensions,
  cohort_summary: ['cohort'],
  series: [],
  distribution: [],
}

/**
 * Cohort and age are of the rows, which all metrics share: asked of rows that have none, or of one metric alone,
 * they would be left out without a word.
 *
 * @throws PlumblineError `DIMENSION_NOT_AVAILABLE`; `BAD_FILTER` for a condition of one metric alone
 */
export function checkCohortDimensions(
  { by, where, metrics }: MetricsRequest,
  shape: Plan['resultShape'],
  asked: readonly Metric[],
): void {
  const named = [...by.map((name) => name.toLowerCase()), ...where.map(({ dimension }) => dimension)]
  const missing = named.find(
    (name) => cohortDimensions.includes(name) && !cohortDimensionsOf[shape].includes(name),
  )
  if (missing !== undefined) {
    const names = asked.map(({ name }) => name).join(', ')
    const dimensions = asked[0]?.dimensions ?? []
    throw new PlumblineError(
      'DIMENSION_NOT_AVAILABLE',
      `${names} ${asked.length === 1 ? 'has' : 'have'} no ${missing}; cohort metrics do. Ask by ` +
        `${dimensions.join(', ') || 'nothing'}.`,
      { subject: missing, valid: dimensions },
    )
  }
  const alone = metrics
    .flatMap((metric) => metric.where)
    .find(({ dimension }) => cohortDimensions.includes(dimension))
  if (alone !== undefined) {
    throw new PlumblineError(
      'BAD_FILTER',
      `${alone.dimension} is of the rows, not of one metric: put the condition into the where of the whole question.`,
      { subject: alone.dimension },
    )
  }
}

/** @throws PlumblineError `BAD_REQUEST` when an average over cohorts is asked of something that has none. */
export function checkCohortAverage(
  catalog: Catalog,
  { cohorts }: MetricsRequest,
  shape: Plan['resultShape'],
  metrics: readonly Metric[],
): void {
  if (cohorts === 'each') return
  const rates = [...catalog.metrics.values()]
    .filter((metric) => isShareOfCohorts(catalog, metric))
    .map(({ name }) => name)
  const odd = metrics.find(({ name }) => shape !== 'cohort' || !rates.includes(name))
  if (odd === undefined) return
  throw new PlumblineError(
    'BAD_REQUEST',
    `${odd.name} has no average over cohorts; rates do: ${rates.join(', ')}. With parts they show what was added up.`,
    { subject: 'cohorts', valid: rates },
  )
}

function isShareOfCohorts(catalog: Catalog, metric: Metric): boolean {
  const quotient = kindOf(metric).quotient(metric.header)
  const numerator = quotient === null ? undefined : catalog.metrics.get(quotient.numerator)
  return numerator !== undefined && kindOf(numerator).resultShape === 'cohort'
}
