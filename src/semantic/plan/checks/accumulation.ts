import type { Metric, View } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import { kindOf } from '../../kinds/registry.ts'
import { grains, type Grain } from '../../model/request/request.ts'
import { nests } from '../../time/span.ts'
import type { Accumulation } from '../../model/plan.ts'

/**
 * Rejects an accumulation that is undefined for the metric or its periods.
 *
 * @throws PlumblineError `NON_ADDITIVE` for point-in-time and cohort metrics; `GRAIN_NOT_AVAILABLE` when window and
 * periods do not divide into each other
 */
export function checkAccumulation(metric: Metric, view: View, over: Accumulation, grain: Grain | null): void {
  if (!kindOf(metric).isRecomputable) {
    throw new PlumblineError(
      'NON_ADDITIVE',
      `${metric.name} is a ${metric.kind} metric: it is a point-in-time value or a cohort value, and does not ` +
        `accumulate over time. Query it by period, or accumulate the metric of its changes.`,
      { subject: metric.name },
    )
  }
  if (over.kind === 'all_time') return
  const unit = over.kind === 'to_date' ? over.unit : over.span.unit
  const tooFine = grains.indexOf(unit) < grains.indexOf(view.header.finest_grain)
  const cuts = over.kind === 'to_date' && grain !== null && grains.indexOf(unit) < grains.indexOf(grain)
  const crosses = over.kind === 'to_date' && grain !== null && !nests(unit, grain)
  if (tooFine || cuts || crosses) {
    const valid = grains.filter(
      (one) =>
        grains.indexOf(one) >= grains.indexOf(view.header.finest_grain) &&
        (over.kind === 'rolling' || (grains.indexOf(one) <= grains.indexOf(unit) && nests(unit, one))),
    )
    throw new PlumblineError(
      'GRAIN_NOT_AVAILABLE',
      tooFine
        ? `${metric.name} is not defined by ${unit}; a window must be in ${valid.join('s, ')}s.`
        : `${metric.name} over the ${unit} to date requires periods that divide a ${unit}: ${valid.join(', ')}.`,
      { subject: metric.name, valid },
    )
  }
}
