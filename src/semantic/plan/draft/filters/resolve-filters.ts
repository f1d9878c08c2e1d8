import { PlumblineError } from '../../../../errors.ts'
import type { Parameters } from '../../../../generated/parameters.ts'
import type { Catalog, Metric } from '../../../../catalog/catalog.ts'
import { checkDimension } from '../../checks/known-dimension.ts'
import { checkValue } from './filter-value.ts'
import { dimensionOfRows } from '../dimension-of-rows.ts'
import { comparisonsOf, isOn, mapComparisons, type Condition } from '../../../model/request/condition.ts'
import type { PlannedCondition, PlannedFilter } from '../../../model/plan.ts'
import { cohortDimensions, type Filter } from '../../../model/request/request.ts'

/**
 * The conditions on cohort and age, with checked values.
 *
 * @throws PlumblineError `BAD_FILTER`; also when one condition joins several dimensions, one of which is a cohort's
 */
export function resolveCohortFilters(conditions: readonly Condition<Filter>[]): readonly Condition<Filter>[] {
  const own = conditions.filter(isOfCohorts)
  const mixed = own.find((condition) => !cohortDimensions.some((name) => isOn(condition, name)))
  if (mixed !== undefined) {
    const names = [...new Set(comparisonsOf([mixed]).map(({ dimension }) => dimension))]
    throw new PlumblineError(
      'BAD_FILTER',
      `One condition joins ${names.join(', ')}. Conditions on cohort or age select rows of the result, others select ` +
        `what is counted. Write separate conditions, all of which must be met.`,
      { subject: 'where' },
    )
  }
  for (const filter of comparisonsOf(own)) checkValue(filter, filter.dimension === 'age' ? 'numeric' : 'date')
  return own
}

/** The other conditions, with resolved dimensions and checked values. */
export function resolveFilters(
  catalog: Catalog,
  metric: Metric,
  conditions: readonly Condition<Filter>[],
  parameters: Parameters,
): readonly PlannedCondition[] {
  return conditions
    .filter((condition) => !isOfCohorts(condition))
    .map((condition) =>
      mapComparisons<Filter, PlannedFilter>(condition, (filter) => {
        checkDimension(catalog, metric, filter.dimension)
        const dimension = dimensionOfRows(catalog, metric, filter.dimension, parameters)
        checkValue(filter, dimension.header.type)
        return { dimension, filter }
      }),
    )
}

function isOfCohorts(condition: Condition<Filter>): boolean {
  return comparisonsOf([condition]).some(({ dimension }) => cohortDimensions.includes(dimension))
}
