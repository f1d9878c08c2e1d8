import { DateTime } from 'luxon'
import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import type { Plan } from '../../model/plan.ts'

/** The relation that lists the months, and the last year in it. */
const months = 'parameters.months'
const lastYear = 2089

/**
 * Refuses what stands at the ends of months as of a month that is not listed: there everything would be nothing.
 *
 * @throws PlumblineError `BAD_PERIOD`
 */
export function checkMonths(
  catalog: Catalog,
  parts: readonly Metric[],
  { asOf, timeZone }: Pick<Plan, 'asOf' | 'timeZone'>,
): void {
  if (DateTime.fromISO(asOf, { zone: timeZone }).year <= lastYear) return
  const counted = parts.find(({ view }) => catalog.views.get(view)?.lineage.has(months))
  if (counted === undefined) return
  throw new PlumblineError(
    'BAD_PERIOD',
    `asOf: the months of ${counted.name} are known up to the end of ${String(lastYear)}, and ${asOf} is later.`,
    { subject: 'asOf' },
  )
}
