import { IANAZone } from 'luxon'
import type { Grain } from './query.ts'

export const hour = 3_600_000
export const day = 24 * hour
const quarterHour = hour / 4

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** Where periods begin: the wall clock of a zone, and how a company counts its weeks and years. */
export interface Calendar {
  readonly zone: string
  readonly weekStart: string
  readonly fiscalYearStart: number
}

const offsets = new Map<string, Map<number, number>>()

/** What the wall clock of a zone shows at an instant, as if it were UTC. */
export function wallClock(instant: number, zone: string): number {
  // clocks are changed at full quarters of an hour, and asking is slow
  const quarter = Math.floor(instant / quarterHour) * quarterHour
  const known = offsets.get(zone) ?? new Map<number, number>()
  offsets.set(zone, known)
  const offset = known.get(quarter) ?? IANAZone.create(zone).offset(quarter) * 60_000
  known.set(quarter, offset)
  return instant + offset
}

/** The instant at which a day begins in a zone: the first at which the wall clock shows that day. */
export function firstInstant(localDay: number, zone: string): number {
  for (let instant = localDay - 15 * hour; ; instant += quarterHour) {
    if (wallClock(instant, zone) >= localDay) return instant
  }
}

/** The start of the period in which a time on the wall clock falls. */
export function floor(local: number, grain: Grain, { weekStart, fiscalYearStart }: Calendar): number {
  if (grain === 'hour') return Math.floor(local / hour) * hour
  const today = Math.floor(local / day) * day
  const date = new Date(today)
  switch (grain) {
    case 'day':
      return today
    case 'week': {
      const sinceMonday = (date.getUTCDay() + 6) % 7
      return today - ((sinceMonday - weekdays.indexOf(weekStart) + 7) % 7) * day
    }
    case 'month':
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth())
    case 'quarter':
    case 'year': {
      const length = grain === 'quarter' ? 3 : 12
      const months = date.getUTCFullYear() * 12 + date.getUTCMonth()
      const since = (((months - (fiscalYearStart - 1)) % length) + length) % length
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - since)
    }
  }
}

/** A time so many units later (or earlier) on the wall clock; the last of the month where there is no such day. */
export function plus(local: number, count: number, unit: Grain): number {
  if (unit === 'hour') return local + count * hour
  if (unit === 'day') return local + count * day
  if (unit === 'week') return local + count * 7 * day
  const months = count * { month: 1, quarter: 3, year: 12 }[unit]
  const date = new Date(local)
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months)
  const ofMonth = new Date(first)
  const last = new Date(Date.UTC(ofMonth.getUTCFullYear(), ofMonth.getUTCMonth() + 1, 0)).getUTCDate()
  return first + (Math.min(date.getUTCDate(), last) - 1) * day + (local - Math.floor(local / day) * day)
}

/** How many whole periods lie between two starts of periods. */
export function periodsBetween(earlier: number, later: number, grain: Grain): number {
  if (grain === 'hour') return (later - earlier) / hour
  if (grain === 'day') return (later - earlier) / day
  if (grain === 'week') return (later - earlier) / (7 * day)
  const months = (local: number) => new Date(local).getUTCFullYear() * 12 + new Date(local).getUTCMonth()
  return (months(later) - months(earlier)) / { month: 1, quarter: 3, year: 12 }[grain]
}

/** `2025-03-01` of a time on the wall clock. */
export function toDay(local: number): string {
  return new Date(local).toISOString().slice(0, 10)
}

/** The start of a day on the wall clock, of `2025-03-01`. */
export function readDay(written: string): number {
  return Date.parse(`${written}T00:00:00Z`)
}
