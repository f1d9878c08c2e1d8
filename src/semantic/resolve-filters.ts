import { closest } from '../catalog/closest.ts'
import type { Catalog, Metric } from '../catalog/catalog.ts'
import { PlumblineError } from '../errors.ts'
import type { PlannedFilter } from './plan.ts'
import type { Filter } from './request.ts'

/** Dimensions that every cohort metric has without being asked. */
export const cohortDimensions = ['cohort', 'age']

/**
 * Checks that a dimension exists and that the metric has it.
 *
 * @throws PlumblineError `UNKNOWN_DIMENSION` or `DIMENSION_NOT_AVAILABLE`, with the valid list.
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
  throw new PlumblineError(
    'DIMENSION_NOT_AVAILABLE',
    `${metric.name} cannot be grouped or filtered by ${dimension}; it can by ${valid.join(', ') || 'nothing'}.`,
    {
      subject: dimension,
      valid,
    },
  )
}

/** Conditions, each with its dimension looked up and its value checked. */
export function resolveFilters(
  catalog: Catalog,
  metric: Metric,
  filters: readonly Filter[],
): readonly PlannedFilter[] {
  return filters
    .filter(({ dimension }) => !cohortDimensions.includes(dimension))
    .map((filter) => {
      checkDimension(catalog, metric, filter.dimension)
      const dimension = catalog.viewDimensions.get(metric.view)?.get(filter.dimension)
      if (dimension === undefined) throw new Error(`${metric.view} lost its dimension ${filter.dimension}`)
      checkValue(filter, dimension.header.type)
      return { dimension, filter }
    })
}

function checkValue({ dimension, operator, value }: Filter, type: string): void {
  const bad = (sentence: string) =>
    new PlumblineError('BAD_FILTER', `${dimension}: ${sentence}`, { subject: dimension })
  const wantsList = operator === 'in' || operator === 'notIn'
  if (wantsList !== Array.isArray(value))
    throw bad(wantsList ? `${operator} takes a list.` : `${operator} takes one value, not a list.`)
  if (operator === 'isNull') {
    if (typeof value !== 'boolean') throw bad('isNull takes true or false.')
    return
  }
  for (const one of Array.isArray(value) ? value : [value]) {
    if (type === 'boolean' && typeof one !== 'boolean' && !['true', 'false'].includes(String(one)))
      throw bad(`${String(one)} is neither true nor false.`)
    if (type === 'numeric' && !/^-?\d+(\.\d+)?$/.test(String(one)))
      throw bad(`${String(one)} is not a number.`)
    if (type === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(String(one)))
      throw bad(`${String(one)} is not a date like 2024-12-31.`)
  }
  if (type === 'boolean' && !['eq', 'ne', 'in', 'notIn'].includes(operator))
    throw bad(`${operator} does not go with true and false.`)
}
