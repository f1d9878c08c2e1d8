import type { Parameters } from '../../../../generated/parameters.ts'
import type { Catalog, Metric } from '../../../../catalog/catalog.ts'
import { checkDimension } from '../../checks/dimensions.ts'
import { checkValue } from './filter-value.ts'
import { findDimension } from '../find-dimension.ts'
import type { PlannedFilter } from '../../../model/plan.ts'
import { cohortDimensions, type Filter } from '../../../model/request.ts'

/**
 * The conditions on cohort and age, with checked values.
 *
 * @throws PlumblineError `BAD_FILTER`
 */
export function resolveCohortFilters(filters: readonly Filter[]): readonly Filter[] {
  const own = filters.filter(({ dimension }) => cohortDimensions.includes(dimension))
  for (const filter of own) checkValue(filter, filter.dimension === 'age' ? 'numeric' : 'date')
  return own
}

/** The other conditions, with resolved dimensions and checked values. */
export function resolveFilters(
  catalog: Catalog,
  metric: Metric,
  filters: readonly Filter[],
  parameters: Parameters,
): readonly PlannedFilter[] {
  return filters
    .filter(({ dimension }) => !cohortDimensions.includes(dimension))
    .map((filter) => {
      checkDimension(catalog, metric, filter.dimension)
      const dimension = findDimension(catalog, metric, filter.dimension, parameters)
      checkValue(filter, dimension.header.type)
      return { dimension, filter }
    })
}
