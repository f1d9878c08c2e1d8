import type { Catalog } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import { readMoving } from '../../kinds/accumulation/read-range.ts'
import type { Plan } from '../../model/plan.ts'
import type { Grain, MetricsRequest } from '../../model/request/request.ts'

/**
 * Rejects an average, minimum, maximum or product over periods where there is no series of such periods, and a product
 * of other values than ratios.
 *
 * @throws PlumblineError `NON_ADDITIVE` for a product of amounts, other results than series, totals and comparisons; `GRAIN_REQUIRED` without
 * a grain; `GRAIN_NOT_AVAILABLE` when its unit is not the grain
 */
export function checkMoving(
  catalog: Catalog,
  request: MetricsRequest,
  resultShape: Plan['resultShape'],
  grain: Grain | null,
): void {
  const { metrics, totals, subtotals, top, compareTo, toDate } = request
  for (const { metric, over = '' } of metrics) {
    const moving = readMoving(over)
    if (moving === null) continue
    const { aggregate, span } = moving
    const values = `The ${aggregate} of ${String(span.count)} ${span.unit}s of ${metric}`
    if (aggregate === 'product' && catalog.metrics.get(metric)?.unit !== 'ratio') {
      throw new PlumblineError('NON_ADDITIVE', `${values} means nothing: only ratios can be compounded.`, {
        subject: metric,
      })
    }
    if (grain === null) {
      throw new PlumblineError('GRAIN_REQUIRED', `${values} needs the grain ${span.unit}.`, {
        subject: metric,
      })
    }
    if (grain !== span.unit || grain === 'hour') {
      throw new PlumblineError(
        'GRAIN_NOT_AVAILABLE',
        `${values} needs periods of one ${span.unit === 'hour' ? 'day or longer' : span.unit}.`,
        { subject: metric, valid: span.unit === 'hour' ? [] : [span.unit] },
      )
    }
    const isSeries = resultShape === 'series'
    if (!isSeries || totals || subtotals || top !== undefined || compareTo.length > 0 || toDate) {
      throw new PlumblineError(
        'NON_ADDITIVE',
        `${values} exists for series of whole periods only, without totals, top values and comparisons.`,
        { subject: metric },
      )
    }
  }
}
