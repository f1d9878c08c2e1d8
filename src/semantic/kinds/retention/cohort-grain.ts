import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import type { Parameters } from '../../../generated/parameters.ts'
import type { Grain, MetricsRequest } from '../../model/request/request.ts'

/**
 * The grain of cohorts: that of the request, else of their monthly facts, else `retention_interval`.
 *
 * @throws PlumblineError `BAD_OPTION` for a `retention_interval` other than the grain of the cohorts
 */
export function cohortGrain(
  catalog: Catalog,
  request: MetricsRequest,
  metrics: readonly Metric[],
  values: Parameters,
): Grain {
  const isMonthly = metrics.some(({ view }) => catalog.views.get(view)?.header.finest_grain === 'month')
  const grain = request.grain ?? (isMonthly ? 'month' : values.retention_interval)
  const { retention_interval: interval = grain } = request.options
  if (interval === grain) return grain
  throw new PlumblineError(
    'BAD_OPTION',
    `These cohorts are by ${grain}, so retention_interval cannot be ${String(interval)}: leave it ` +
      `out${request.grain === undefined ? '' : ', or the grain'}.`,
    { subject: 'retention_interval', valid: [grain] },
  )
}
