import { parameterValue } from '../../model/parameter-value.ts'
import type { Parameters } from '../../../generated/parameters.ts'
import type { Catalog, Metric, ViewDimension } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import { atAttributeTime } from '../../kinds/retention/attribute-time.ts'

/**
 * The dimension of a metric's rows; for cohorts, at the time that the request selects.
 *
 * @throws PlumblineError `DIMENSION_NOT_AVAILABLE` when its values at that time are unknown; `OPTION_REQUIRED` when the
 * dimension requires an option
 */
export function dimensionOfRows(
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
  return atAttributeTime(metric, name, offered, dimension, parameters)
}
