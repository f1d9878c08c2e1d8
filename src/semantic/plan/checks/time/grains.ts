import type { Catalog, Metric, View } from '../../../../catalog/catalog.ts'
import { PlumblineError } from '../../../../errors.ts'
import { kindOf } from '../../../kinds/registry.ts'
import { grains, type Grain } from '../../../model/request/request.ts'

/**
 * Rejects a grain that a metric does not have, and a missing one that a metric requires.
 *
 * @throws PlumblineError `GRAIN_NOT_AVAILABLE`, with the grains of the metric; `GRAIN_REQUIRED`
 */
export function checkGrains(catalog: Catalog, metrics: readonly Metric[], grain: Grain | null): void {
  for (const metric of metrics) {
    const view = catalog.views.get(metric.view)
    if (view !== undefined && grain !== null) checkGrain(metric, view, grain)
    const reason = grain === null ? kindOf(metric).grainRequired : null
    if (reason !== null) {
      throw new PlumblineError('GRAIN_REQUIRED', `${metric.name} ${reason}`, {
        subject: metric.name,
        valid: view === undefined ? [] : grainsOf(metric, view),
      })
    }
  }
}

function checkGrain(metric: Metric, view: View, grain: Grain): void {
  if (view.header.time === undefined) {
    throw new PlumblineError(
      'GRAIN_NOT_AVAILABLE',
      `${metric.name} is a point-in-time metric and has no periods. Query it without a grain, once for each asOf.`,
      { subject: metric.name, valid: [] },
    )
  }
  const valid = grainsOf(metric, view)
  if (!valid.includes(grain)) {
    throw new PlumblineError(
      'GRAIN_NOT_AVAILABLE',
      `${metric.name} is not defined by ${grain}; use ${valid.join(', ')}.`,
      { subject: metric.name, valid },
    )
  }
}

/** The grains at which a metric is defined, finest first; empty for a point-in-time metric. */
export function grainsOf(metric: Metric, { header }: View): readonly Grain[] {
  if (header.time === undefined) return []
  const kind = kindOf(metric)
  // cohorts of monthly snapshots start in a month, at no other grain
  if (kind.resultShape === 'cohort' && header.finest_grain === 'month') return ['month']
  return grains.slice(Math.max(grains.indexOf(header.finest_grain), grains.indexOf(kind.finestGrain)))
}
