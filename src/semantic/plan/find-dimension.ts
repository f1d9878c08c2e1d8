import { parameterValue } from '../model/parameter-value.ts'
import type { Parameters } from '../../generated/parameters.ts'
import type { Catalog, Metric, ViewDimension } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'

/**
 * A dimension as a metric's rows have it: as things are now or, for cohorts when `retention_attribute_time` says so, as
 * they were at the event that started the cohort.
 *
 * @throws PlumblineError `DIMENSION_NOT_AVAILABLE` when that is not known, with those of which it is;
 * `OPTION_REQUIRED` when an option has to say first what the dimension is
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
    throw new Error(`${metric.view} lost its dimension ${name}`)
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
      ? `The data keep no history of ${name}: what it was when a cohort started is not known. At that event ` +
          `${metric.name} knows ${valid.join(', ')}.`
      : `${name} is known of the event that started a cohort and not of its actors now, who may have several: ` +
          `ask with retention_attribute_time at_event, or by ${valid.join(', ')}.`,
    { subject: name, valid },
  )
}
