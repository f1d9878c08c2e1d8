import { IANAZone } from 'luxon'
import type { Grain } from './query.ts'

export const second = 1_000
export const hour = 3_600_000
export const day = 24 * hour
const quarterHour = hour / 4

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** Where periods begin: a time zone, the start of the week and the start of the fiscal year. */
export interface Calendar {
  readonly zone: string
  readonly weekStart: string
  readonly fiscalYearStart: number
}

const offsets = new Map<string, Map<number, number>>()

/** The local time of a zone at an instant, encoded as if it were UTC. */
export function wallClock(instant: number, zone: string): number {
  // offsets change at full quarters of an hour, and the lookup is slow
  const quarter = Math.floor(instant / quarterHour) * quarterHour
  const known = offsets.get(zone) ?? new Map<number, number>()
  offsets.set(zone, known)
  const offset = known.get(quarter) ?? IANAZone.create(zone).offset(quarter) * 60_000
  known.set(quarter, offset)
  return instant + offset
}

/** The first instant of a local day in a zone. */
export function firstInstant(localDay: number, zone: string): number {
  for (let instant = localDay - 15 * hour; ; instant += quarterHour) {
    if (wallClock(instant, zone) >= localDay) return instant
  }
}

/** The start of the period that contains a local time. */
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

/** A local time shifted by a number of units; the last day of the month where the day does not exist. */
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

/** The number of whole periods between two period starts. */
export function periodsBetween(earlier: number, later: number, grain: Grain): number {
  if (grain === 'hour') return (later - earlier) / hour
  if (grain === 'day') return (later - earlier) / day
  if (grain === 'week') return (later - earlier) / (7 * day)
  const months = (local: number) => new Date(local).getUTCFullYear() * 12 + new Date(local).getUTCMonth()
  return (months(later) - months(earlier)) / { month: 1, quarter: 3, year: 12 }[grain]
}

/** Formats a local time as `2025-03-01`. */
export function toDay(local: number): string {
  return new Date(local).toISOString().slice(0, 10)
}

/** Parses `2025-03-01` to the start of that local day. */
export function readDay(written: string): number {
  return Date.parse(`${written}T00:00:00Z`)
}
