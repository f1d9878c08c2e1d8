import type { Metric, View } from '../catalog/catalog.ts'
import { PlumblineError } from '../errors.ts'
import { addDays, floorDay, nextPeriod, type Calendar } from './calendar.ts'
import type { PlannedPeriod } from './plan.ts'
import { grains, type Grain, type MetricsRequest } from './request.ts'

/**
 * The periods that a request is about, in whole periods where it has a grain.
 *
 * @throws PlumblineError `BAD_PERIOD` when it ends before it starts; `GRAIN_NOT_AVAILABLE` when a metric
 * has no meaning at the grain.
 */
export function resolvePeriod(
  request: MetricsRequest,
  grain: Grain | null,
  calendar: Calendar,
): PlannedPeriod {
  const { from, to } = request
  if (from !== undefined && to !== undefined && to < from) {
    throw new PlumblineError('BAD_PERIOD', `The period ends (${to}) before it starts (${from}).`, {
      subject: 'period',
    })
  }
  return {
    grain,
    from: from === undefined ? null : grain === null ? from : floorDay(from, grain, calendar),
    until: to === undefined ? null : grain === null ? addDays(to, 1) : nextPeriod(to, grain, calendar),
  }
}

/** @throws PlumblineError `GRAIN_NOT_AVAILABLE`, with the grains that the metric has. */
export function checkGrain(metric: Metric, view: View, grain: Grain | null): void {
  if (grain === null) return
  const isDaily = metric.kind === 'trailing' || metric.kind === 'average_daily'
  const finest = Math.max(grains.indexOf(view.header.finest_grain), isDaily ? grains.indexOf('day') : 0)
  const valid = grains.slice(finest)
  if (!valid.includes(grain)) {
    throw new PlumblineError(
      'GRAIN_NOT_AVAILABLE',
      `${metric.name} is not defined by ${grain}; it is by ${valid.join(', ')}.`,
      { subject: metric.name, valid },
    )
  }
}
