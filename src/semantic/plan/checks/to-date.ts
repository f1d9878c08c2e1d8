import type { Catalog } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import { kindOf } from '../../kinds/registry.ts'
import type { Aggregation } from '../../model/plan.ts'
import type { Grain } from '../../model/request.ts'

/**
 * Refuses a part of a period where only whole ones are known.
 *
 * @throws PlumblineError `GRAIN_REQUIRED`, `NON_ADDITIVE`
 */
export function checkToDate(catalog: Catalog, groups: readonly Aggregation[], grain: Grain | null): void {
  if (grain === null || grain === 'hour') {
    throw new PlumblineError(
      'GRAIN_REQUIRED',
      'toDate cuts every period where the last one stands: say how long a period is, from day to year.',
      { subject: 'toDate' },
    )
  }
  for (const { baseMetrics, view, over } of groups) {
    const [{ metric }] = baseMetrics
    const isByMoment = catalog.views.get(view)?.header.time_type === 'timestamp'
    if (isByMoment && over === null && kindOf(metric).isRecomputable) continue
    throw new PlumblineError(
      'NON_ADDITIVE',
      `${metric.name} is known for whole periods only, so it has no value for a part of one; ask without toDate.`,
      { subject: metric.name },
    )
  }
}
