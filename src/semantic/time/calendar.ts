import type { Parameters } from '../../generated/parameters.ts'
import { DateTime, IANAZone } from 'luxon'
import { PlumblineError } from '../../errors.ts'
import { isDay, isInstant } from './moment.ts'
import type { Grain, Span } from '../model/request/request.ts'

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** The earliest accepted year of `asOf`. */
const firstYear = 1900

/** The settings that determine where periods begin. */
export interface Calendar {
  readonly timeZone: string
  /** 0 is Monday. */
  readonly weekStart: number
  /** 1 is January. */
  readonly fiscalYearStart: number
}

/** The calendar of parameter values. */
export function toCalendar(parameters: Parameters): Calendar {
  return {
    timeZone: parameters.time_zone,
    weekStart: weekdays.indexOf(parameters.week_start),
    fiscalYearStart: parameters.fiscal_year_start,
  }
}

/** @throws PlumblineError `BAD_OPTION` for a name that is not an IANA time zone. */
export function checkTimeZone(timeZone: string): void {
  // luxon caches created zones; checking a zone in another way takes a tenth of a compilation
  if (!IANAZone.create(timeZone).isValid) {
    throw new PlumblineError(
      'BAD_OPTION',
      `${timeZone} is not an IANA time zone; write, for example, Europe/Berlin or UTC.`,
      { subject: 'timeZone' },
    )
  }
}

/**
 * The instant of an argument such as `asOf` in UTC. A date is its first instant in the time zone.
 *
 * @throws PlumblineError `BAD_PERIOD` when the text cannot be read, has a time without a zone, or is too early
 */
export function toInstant(written: string, timeZone: string, argument = 'asOf'): string {
  const isDate = isDay(written)
  const read = DateTime.fromISO(written, { zone: isDate ? timeZone : 'utc' })
  if (!read.isValid || (!isDate && !isInstant(written))) {
    throw new PlumblineError(
      'BAD_PERIOD',
      `${argument}: ${written} is neither a date (2024-12-31) nor a time with its zone (2024-12-31T18:00:00Z).`,
      { subject: argument },
    )
  }
  if (read.year < firstYear) {
    throw new PlumblineError(
      'BAD_PERIOD',
      `${argument}: ${written} is before ${String(firstYear)}, the earliest accepted year.`,
      { subject: argument },
    )
  }
  // luxon truncates microseconds, so an instant in UTC stays as written
  return /T.*Z$/i.test(written) ? written : read.toUTC().toISO({ suppressMilliseconds: true })
}

/** The local day on which an instant falls. */
export function localDay(instant: string, timeZone: string): string {
  return toDay(DateTime.fromISO(instant, { zone: timeZone }))
}

/** Whether a local day ends with an instant: times are written to the second, so from its last second on. */
export function isDayOver(instant: string, timeZone: string): boolean {
  const local = DateTime.fromISO(instant, { zone: timeZone })
  return +local.endOf('day') - +local < 1_000
}

/** Whether an instant is the first instant of a local period. */
export function isStartOfPeriod(instant: string, grain: Grain, calendar: Calendar): boolean {
  const local = DateTime.fromISO(instant, { zone: calendar.timeZone })
  const isExact = !/\.\d*[1-9]/.test(instant)
  if (grain === 'hour') return isExact && local.minute === 0 && local.second === 0
  return (
    isExact && +local === +local.startOf('day') && floorDay(toDay(local), grain, calendar) === toDay(local)
  )
}

/** The first day of the period that contains a day. */
export function floorDay(day: string, grain: Grain, calendar: Calendar): string {
  const shift = calendar.fiscalYearStart - 1
  switch (grain) {
    case 'hour':
    case 'day':
      return day
    case 'week':
      return toDay(atDay(day).minus({ days: (atDay(day).weekday - 1 - calendar.weekStart + 7) % 7 }))
    case 'month':
      return `${day.slice(0, 7)}-01`
    case 'quarter':
    case 'year':
      return toDay(
        atDay(day).startOf('month').minus({ months: shift }).startOf(grain).plus({ months: shift }),
      )
  }
}

/** The first day of the period after the one that contains a day. */
export function nextPeriod(day: string, grain: Grain, calendar: Calendar): string {
  const start = atDay(floorDay(day, grain, calendar))
  return toDay(grain === 'hour' ? start.plus({ days: 1 }) : start.plus({ [`${grain}s`]: 1 }))
}

/** The day earlier by a span; the last day of the month when the month is too short. */
export function subtract(day: string, { count, unit }: Span): string {
  const date = atDay(day)
  return toDay(unit === 'hour' ? date.minus({ hours: count }) : date.minus({ [`${unit}s`]: count }))
}

/** The last day that texts of four digits for the year can name, and that sorts after all others. */
const lastDay = '9999-12-31'

/** Without luxon, which would take more of each compilation than the rest of this file: a UTC day has 24 hours. */
export function addDays(day: string, days: number): string {
  const later = new Date(Date.parse(day) + days * 86_400_000).toISOString()
  return later.startsWith('+') ? lastDay : later.slice(0, 10)
}

/** The start of a day in UTC. Parsing it as ISO text would take a tenth of a compilation. */
export function atDay(day: string): DateTime {
  return DateTime.utc(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8)))
}

function toDay(date: DateTime): string {
  return String(date.toISODate())
}
