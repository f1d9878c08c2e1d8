import type { Metric, ViewDimension } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import type { Parameters } from '../../../generated/parameters.ts'

/**
 * A dimension of cohorts at the time that `retention_attribute_time` selects: with its current values, or with those at
 * the event that started the cohort. Unchanged for metrics without that option.
 *
 * @throws PlumblineError `DIMENSION_NOT_AVAILABLE` when these values are unknown, with the valid dimensions
 */
export function atAttributeTime(
  metric: Metric,
  name: string,
  dimensions: ReadonlyMap<string, ViewDimension>,
  dimension: ViewDimension,
  parameters: Parameters,
): ViewDimension {
  if (dimension.join === null || !metric.options.includes('retention_attribute_time')) return dimension
  const time = parameters.retention_attribute_time === 'at_event' ? 'at_event' : 'current'
  const columns = dimension.joinColumns[time]
  if (columns !== null)
    return { ...dimension, join: { columns, key: dimension.join.key.slice(0, columns.length) } }
  const valid = metric.dimensions.filter((one) => {
    const other = dimensions.get(one)
    return other !== undefined && (other.join === null || other.joinColumns[time] !== null)
  })
  throw new PlumblineError(
    'DIMENSION_NOT_AVAILABLE',
    time === 'at_event'
      ? `The data have no history of ${name}, so its value when a cohort started is unknown. With at_event, ` +
          `${metric.name} can be grouped or filtered by ${valid.join(', ')}.`
      : `${name} belongs to the event that started a cohort, not to its actors, who may have several: ` +
          `set retention_attribute_time to at_event, or use ${valid.join(', ')}.`,
    { subject: name, valid },
  )
}
