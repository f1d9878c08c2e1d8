import type { Parameters } from '../../../generated/parameters.ts'
import { closest } from '../../../closest.ts'
import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import { checkValue } from './filter-value.ts'
import { findDimension } from '../resolve/find-dimension.ts'
import type { PlannedFilter } from '../../model/plan.ts'
import { cohortDimensions, type Filter } from '../../model/request.ts'

/**
 * Checks that a dimension exists and that the metric has it.
 *
 * @throws PlumblineError `UNKNOWN_DIMENSION`, `FAN_OUT` or `DIMENSION_NOT_AVAILABLE`, with the valid dimensions
 */
export function checkDimension(catalog: Catalog, metric: Metric, dimension: string): void {
  if (metric.dimensions.includes(dimension)) return
  const valid = metric.dimensions
  if (!catalog.dimensions.has(dimension)) {
    const suggestions = closest(dimension, catalog.dimensions.keys())
    const hint = suggestions.length > 0 ? ` Did you mean ${suggestions.join(', ')}?` : ''
    throw new PlumblineError('UNKNOWN_DIMENSION', `There is no dimension ${dimension}.${hint}`, {
      subject: dimension,
      suggestions,
      valid,
    })
  }
  const many = belongsToMany(catalog, metric, dimension)
  if (many !== null) {
    throw new PlumblineError(
      'FAN_OUT',
      `Grouping or filtering ${metric.name} by ${dimension} would fan out: each of its rows belongs to several ` +
        `${many.split('.')[1] ?? many}. ${metric.name} can be grouped or filtered by ${valid.join(', ') || 'nothing'}.`,
      { subject: dimension, valid },
    )
  }
  throw new PlumblineError(
    'DIMENSION_NOT_AVAILABLE',
    `${metric.name} cannot be grouped or filtered by ${dimension}; it can by ${valid.join(', ') || 'nothing'}.`,
    {
      subject: dimension,
      valid,
    },
  )
}

/** The entity of a dimension, when one row of the metric has several of them; else null. */
function belongsToMany(catalog: Catalog, metric: Metric, dimension: string): string | null {
  const own = Object.keys(catalog.views.get(metric.view)?.header.entities ?? {})
  const keys = own.map((entity) => catalog.views.get(entity)?.header.key ?? [])
  const described = [...catalog.views.values()].find(
    ({ layer, name, header, columns }) =>
      layer === 'entities' &&
      !own.includes(name) &&
      Object.keys(header.dimensions).includes(dimension) &&
      keys.some((key) => key.length > 0 && key.every((column) => columns.includes(column))),
  )
  return described?.name ?? null
}

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
