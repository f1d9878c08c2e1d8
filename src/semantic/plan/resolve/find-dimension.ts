import { parameterValue } from '../../model/parameter-value.ts'
import type { Parameters } from '../../../generated/parameters.ts'
import type { Catalog, Metric, ViewDimension } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'

/**
 * The dimension of a metric's rows: with its current values or, for cohorts with `retention_attribute_time`
 * `at_event`, with its values at the event that started the cohort.
 *
 * @throws PlumblineError `DIMENSION_NOT_AVAILABLE` when these values are unknown, with the valid dimensions;
 * `OPTION_REQUIRED` when the dimension requires an option
 */
export function findDimension(
  catalog: Catalog,
  metric: Metric,
  name: string,
  parameters: Parameters,
): ViewDimension {
  const offered = catalog.viewDimensions.get(metric.view)
  const dimension = offered?.get(name)
  if (offered === undefined || dimension === undefined)
    throw new Error(`${metric.view} has no dimension ${name}`)
  const { option } = dimension.header
  if (option !== undefined && parameterValue(parameters, option) === null) {
    throw new PlumblineError('OPTION_REQUIRED', `The dimension ${name} requires the option ${option}.`, {
      subject: option,
    })
  }
  if (dimension.join === null || !metric.options.includes('retention_attribute_time')) return dimension
  const time = parameters.retention_attribute_time === 'at_event' ? 'at_event' : 'current'
  const columns = dimension.joinColumns[time]
  if (columns !== null) return { ...dimension, join: { columns, key: dimension.join.key } }
  const valid = metric.dimensions.filter((one) => {
    const other = offered.get(one)
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
