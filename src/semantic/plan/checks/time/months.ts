import { DateTime } from 'luxon'
import type { Catalog, Metric } from '../../../../catalog/catalog.ts'
import { PlumblineError } from '../../../../errors.ts'
import type { Plan } from '../../../model/plan.ts'

/** The relation with one row per month, and its last year. */
const months = 'parameters.months'
const lastYear = 2089

/**
 * Rejects metrics of month ends as of a month after the last row of that relation, where all values would be missing.
 *
 * @throws PlumblineError `BAD_PERIOD`
 */
export function checkMonths(
  catalog: Catalog,
  metrics: readonly Metric[],
  { asOf, timeZone }: Pick<Plan, 'asOf' | 'timeZone'>,
): void {
  if (DateTime.fromISO(asOf, { zone: timeZone }).year <= lastYear) return
  const monthly = metrics.find(({ view }) => catalog.views.get(view)?.lineage.has(months))
  if (monthly === undefined) return
  throw new PlumblineError(
    'BAD_PERIOD',
    `asOf: ${monthly.name} is defined up to the end of ${String(lastYear)}, and ${asOf} is later.`,
    { subject: 'asOf' },
  )
}
