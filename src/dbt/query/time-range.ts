import { PlumblineError } from '../../errors.ts'
import { addDays, floorDay, nextPeriod, type Calendar } from '../../semantic/time/calendar.ts'
import { isDay } from '../../semantic/time/moment.ts'
import type { Days } from '../../semantic/time/whole-periods.ts'
import type { Grain } from '../../semantic/model/request/request.ts'
import type { TimeComparison } from '../where/read-where.ts'
import { readGrain } from './read-grain.ts'

/**
 * The days on which all comparisons with the time are met. A comparison is with the first day of a period, as in dbt, so
 * `TimeDimension('metric_time', 'month') > '2025-01-15'` begins with February.
 *
 * @param shortest the granularity of a time without one
 * @throws PlumblineError `BAD_PERIOD`
 */
export function daysOf(
  comparisons: readonly TimeComparison[],
  shortest: Grain,
  calendar: Calendar,
): Partial<Days> {
  const all = comparisons.map(({ operator, value, grain }) =>
    daysMeeting(operator, dayOf(value), grain === null ? shortest : readGrain(grain), calendar),
  )
  const from = all
    .flatMap((days) => days.from ?? [])
    .sort()
    .at(-1)
  const to = all
    .flatMap((days) => days.to ?? [])
    .sort()
    .at(0)
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

function daysMeeting(
  operator: TimeComparison['operator'],
  day: string,
  grain: Grain,
  calendar: Calendar,
): Partial<Days> {
  const isStart = floorDay(day, grain, calendar) === day
  const next = nextPeriod(day, grain, calendar)
  // the first period that starts on the day or later
  const following = isStart ? day : next
  switch (operator) {
    case 'gte':
      return { from: following }
    case 'gt':
      return { from: next }
    case 'lt':
      return { to: addDays(following, -1) }
    case 'lte':
      return { to: addDays(next, -1) }
    case 'eq':
      if (!isStart)
        throw new PlumblineError('BAD_PERIOD', `No ${grain} starts on ${day}.`, {
          subject: 'where',
          valid: [floorDay(day, grain, calendar), next],
        })
      return { from: day, to: addDays(next, -1) }
  }
}

/** A day, or its first instant. */
function dayOf(written: string): string {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})(?:[T ]([\d:.]+)(?:Z|[+-]00(?::?00)?)?)?$/.exec(written) ?? []
  if (day !== undefined && isDay(day) && !/[1-9]/.test(time ?? '')) return day
  throw new PlumblineError('BAD_PERIOD', `${written} is not a day: write 2025-01-31.`, { subject: 'where' })
}
