import { PlumblineError } from '../../errors.ts'
import { addDays, checkTimeZone, localDay, toCalendar, type Calendar } from '../../semantic/time/calendar.ts'
import type { Days } from '../../semantic/time/whole-periods.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import type { CubeComparison, DateRange } from './cube-query.ts'
import { readBound, readDateRange } from './date-range.ts'

/** Where ranges of dates are read: the day of the last record, and where periods begin. */
export interface Today {
  readonly day: string
  readonly calendar: Calendar
}

/** The day of the last record, in the time zone of a query. */
export function todayOf({ parameters, dataAsOf }: WarehouseState, timeZone: string | null): Today {
  if (timeZone !== null) checkTimeZone(timeZone)
  const calendar = toCalendar(timeZone === null ? parameters : { ...parameters, time_zone: timeZone })
  // without data the query is rejected, so any day will do
  const asOf = parameters.as_of ?? dataAsOf ?? new Date(0).toISOString()
  return { day: localDay(asOf, calendar.timeZone), calendar }
}

/**
 * The days that all ranges and filters have in common; null when there is none of either.
 *
 * @throws PlumblineError `BAD_FILTER`, `BAD_PERIOD`
 */
export function toDays(
  ranges: readonly DateRange[],
  filters: readonly CubeComparison[],
  { day, calendar }: Today,
): Partial<Days> | null {
  const all = [
    ...ranges.map((range) => readDateRange(range, day, calendar)),
    ...filters.map((one) => fromFilter(one, { day, calendar })),
  ]
  if (all.length === 0) return null
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

function fromFilter(filter: CubeComparison, { day, calendar }: Today): Partial<Days> {
  const { member, operator, values } = filter
  const dates = values.filter((value) => value !== null)
  const [first] = dates
  if (first === undefined || dates.length < values.length)
    throw new PlumblineError('BAD_FILTER', `The filter ${operator} of ${member} needs a day.`, {
      subject: member,
    })
  switch (operator) {
    case 'inDateRange':
      return readDateRange(dates.length === 1 ? first : dates, day, calendar)
    case 'beforeDate':
      return { to: addDays(readBound(first).day, -1) }
    case 'beforeOrOnDate':
      return { to: readBound(first).day }
    case 'afterDate':
      return { from: addDays(readBound(first).day, 1) }
    case 'afterOrOnDate':
      return { from: readBound(first).day }
    default:
      throw new PlumblineError('BAD_FILTER', `${operator} is not available for the time ${member}.`, {
        subject: member,
        valid: ['inDateRange', 'beforeDate', 'beforeOrOnDate', 'afterDate', 'afterOrOnDate'],
      })
  }
}
