import { PlumblineError } from '../../errors.ts'
import type { Calendar } from '../../semantic/time/calendar.ts'
import { readRelativePeriod } from '../../semantic/time/relative-period.ts'
import type { Days } from '../../semantic/time/whole-periods.ts'
import type { DateRange } from './cube-query.ts'

/**
 * The days of a range: two days or times, one day, or words such as `last 6 months`, which count from the last record as
 * everywhere in Plumbline.
 *
 * @throws PlumblineError `BAD_PERIOD`
 */
export function readDateRange(range: DateRange, today: string, calendar: Calendar): Days {
  const [first = '', last = first] = Array.isArray(range) ? range : [range]
  if (!/^\d/.test(first)) {
    if (Array.isArray(range)) throw badDay(first)
    return readRelativePeriod(range, today, calendar)
  }
  return { from: startDay(first), to: endDay(last) }
}

/** The day that a bound begins. Values are counted by days, so a later time would cut one. */
function startDay(written: string): string {
  const { day, time } = readBound(written)
  if (time !== null && !/^00:00(:00(\.0+)?)?$/.test(time)) throw cutDay(written)
  return day
}

/** The day that a bound ends. */
function endDay(written: string): string {
  const { day, time } = readBound(written)
  if (time !== null && !/^23:59(:59(\.9+)?)?$/.test(time)) throw cutDay(written)
  return day
}

export function readBound(written: string): { readonly day: string; readonly time: string | null } {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ]([\d:.]+)(?:Z|[+-]00:?00)?)?$/.exec(written)
  if (found === null) throw badDay(written)
  return { day: found[1] ?? '', time: found[2] ?? null }
}

function badDay(written: string): PlumblineError {
  return new PlumblineError('BAD_PERIOD', `${written} is not a day: write 2024-12-31.`, {
    subject: 'dateRange',
  })
}

function cutDay(written: string): PlumblineError {
  return new PlumblineError(
    'BAD_PERIOD',
    `${written} cuts a day. A range begins at 00:00:00.000 and ends at 23:59:59.999, or has days only.`,
    { subject: 'dateRange' },
  )
}
