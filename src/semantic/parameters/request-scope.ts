import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { metricInputs } from '../../catalog/kind-references.ts'
import type { Parameters } from '../../generated/parameters.ts'
import { comparisonsOf } from '../model/request/condition.ts'
import type { Grain, MetricsRequest } from '../model/request/request.ts'

/** The parts of a request that determine which options have an effect. */
export type RequestScope = Pick<MetricsRequest, 'by' | 'where' | 'metrics' | 'period'> & {
  readonly grain?: Grain | null | undefined
}

/** The views of the requested dimensions, in the view of the metric or in those of its inputs. */
export function dimensionViews(catalog: Catalog, metric: Metric, request: RequestScope): readonly string[] {
  const inputs = metricInputs(metric.header).flatMap((name) => catalog.metrics.get(name) ?? [])
  if (inputs.length > 0) {
    return [...new Set(inputs.flatMap((input) => dimensionViews(catalog, input, request)))]
  }
  const dimensions = catalog.viewDimensions.get(metric.view)
  return requestedDimensions(request).flatMap((name) => dimensions?.get(name)?.from ?? [])
}

/** Whether a request has the periods or dimensions that an option changes: the first weekday only affects weeks. */
export function affectsRequest(
  catalog: Catalog,
  metric: Metric,
  option: string,
  request: RequestScope,
  values: Parameters,
): boolean {
  const grain = grainOf(metric, request, values)
  switch (option) {
    case 'week_start':
      return hasPeriods(catalog, metric, option, { ...request, grain }, ['week'])
    case 'fiscal_year_start':
      return hasPeriods(catalog, metric, option, { ...request, grain }, ['quarter', 'year'])
    case 'retention_attribute_time':
      return dimensionViews(catalog, metric, request).some((from) => from !== metric.view)
    case 'retention_start_property':
      return requestedDimensions(request).includes('start_property')
    default:
      return true
  }
}

function requestedDimensions({ by, where, metrics }: RequestScope): readonly string[] {
  const filters = comparisonsOf([...where, ...metrics.flatMap((metric) => metric.where)])
  return [...by, ...filters.map(({ dimension }) => dimension)].map((name) => name.toLowerCase())
}

/** The grain of the request; for cohorts without one, the retention interval. */
function grainOf(metric: Metric, { grain }: RequestScope, values: Parameters): Grain | undefined {
  return grain ?? (metric.optionsWith.has('retention_interval') ? values.retention_interval : undefined)
}

/** Whether the request, or the SQL of the metric, has periods of these units. */
function hasPeriods(
  catalog: Catalog,
  metric: Metric,
  option: string,
  { grain, period = '', metrics }: RequestScope,
  units: readonly Grain[],
): boolean {
  const words = [
    grain ?? '',
    period,
    ...metrics.flatMap(({ over }) => (over?.endsWith('_to_date') === true ? [over] : [])),
  ]
  const isInSql = catalog.views.get(metric.view)?.allParameters.includes(option) === true
  return isInSql || words.some((word) => units.some((unit) => word.toLowerCase().includes(unit)))
}
