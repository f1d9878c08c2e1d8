import type { Catalog, Metric } from '../../../../catalog/catalog.ts'
import { PlumblineError } from '../../../../errors.ts'
import type { MetricsRequest } from '../../../model/request/request.ts'

/**
 * Rejects periods for point-in-time metrics, whose view has no time column. A grain is rejected with the other
 * unavailable grains.
 *
 * @throws PlumblineError `BAD_PERIOD`; `NON_ADDITIVE` for an accumulation
 */
export function checkPointInTime(
  catalog: Catalog,
  request: MetricsRequest,
  metrics: readonly Metric[],
): void {
  const snapshots = metrics.filter(({ view }) => catalog.views.get(view)?.header.time === undefined)
  const [snapshot] = snapshots
  if (snapshot === undefined) return
  const { from, to, period, toDate } = request
  if (from !== undefined || to !== undefined || period !== undefined || toDate) {
    throw new PlumblineError(
      'BAD_PERIOD',
      `${snapshot.name} is a point-in-time metric and has no periods. Use asOf, for example the last moment of ` +
        `the period.`,
      { subject: 'period' },
    )
  }
  const accumulated = snapshots.find(({ name }) =>
    request.metrics.some(({ metric, over }) => over !== undefined && metric.toLowerCase() === name),
  )
  if (accumulated !== undefined) {
    throw new PlumblineError(
      'NON_ADDITIVE',
      `${accumulated.name} is a point-in-time metric and does not accumulate over time.`,
      { subject: accumulated.name },
    )
  }
}
