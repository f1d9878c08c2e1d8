import type { Catalog } from '../../../../catalog/catalog.ts'
import { PlumblineError } from '../../../../errors.ts'
import { kindOf } from '../../../kinds/registry.ts'
import type { Aggregation } from '../../../model/plan.ts'
import type { Grain } from '../../../model/request/request.ts'

/**
 * Rejects `toDate` for metrics that are defined for whole periods only.
 *
 * @throws PlumblineError `GRAIN_REQUIRED`, `NON_ADDITIVE`
 */
export function checkToDate(
  catalog: Catalog,
  aggregations: readonly Aggregation[],
  grain: Grain | null,
): void {
  if (grain === null || grain === 'hour') {
    throw new PlumblineError(
      'GRAIN_REQUIRED',
      'toDate truncates every period at the elapsed time of the current one: set a grain, from day to year.',
      { subject: 'toDate' },
    )
  }
  for (const { baseMetrics, view, over } of aggregations) {
    const [{ metric }] = baseMetrics
    const isByMoment = catalog.views.get(view)?.header.time_type === 'timestamp'
    if (isByMoment && over === null && kindOf(metric).isRecomputable) continue
    throw new PlumblineError(
      'NON_ADDITIVE',
      `${metric.name} is defined for whole periods only, not for a part of one; query it without toDate.`,
      { subject: metric.name },
    )
  }
}
