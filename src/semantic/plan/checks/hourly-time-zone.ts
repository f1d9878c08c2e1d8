import { DateTime } from 'luxon'
import { PlumblineError } from '../../../errors.ts'
import type { Plan } from '../../model/plan.ts'

const earliestYear = 1990

/**
 * Refuses hours of a clock that is ever put forward or back by less than an hour (Lord Howe Island, twice a
 * year): where it is, one hour has 30 minutes or 90, and its ages and windows would not be what they say.
 *
 * @throws PlumblineError `BAD_PERIOD`
 */
export function checkHourlyTimeZone({
  period,
  timeZone,
  asOf,
}: Pick<Plan, 'period' | 'timeZone' | 'asOf'>): void {
  if (period.grain !== 'hour') return
  // a window of hours looks back beyond the first one shown
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
    `The clocks of ${timeZone} were not always put forward or back by whole hours, so that its hours are not ` +
      `all of one length. Ask by day, or for hours in another time zone, such as UTC.`,
    { subject: 'timeZone' },
  )
}
