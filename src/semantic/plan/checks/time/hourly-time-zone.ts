import { DateTime } from 'luxon'
import { PlumblineError } from '../../../../errors.ts'
import type { Plan } from '../../../model/plan.ts'

const earliestYear = 1990

/**
 * Rejects the grain hour in a time zone whose offset changes by less than an hour, such as Lord Howe Island: some of
 * its hours have 30 or 90 minutes, so ages and windows in hours would be wrong.
 *
 * @throws PlumblineError `BAD_PERIOD`
 */
export function checkHourlyTimeZone({
  period,
  timeZone,
  asOf,
}: Pick<Plan, 'period' | 'timeZone' | 'asOf'>): void {
  if (period.grain !== 'hour') return
  // a window of hours starts before the first displayed one
  const first = period.from === null ? earliestYear : Number(period.from.slice(0, 4)) - 1
  const last = Number(asOf.slice(0, 4)) + 1
  const minutes = new Set(
    Array.from({ length: Math.max(last - first + 1, 1) * 12 }, (_, month) => {
      const { offset } = DateTime.fromObject({ year: first }, { zone: timeZone }).plus({ months: month })
      return ((offset % 60) + 60) % 60
    }),
  )
  if (minutes.size === 1) return
  throw new PlumblineError(
    'BAD_PERIOD',
    `The offset of ${timeZone} does not always change by whole hours, so its hours differ in ` +
      `length. Query by day, or by hour in another time zone, such as UTC.`,
    { subject: 'timeZone' },
  )
}
