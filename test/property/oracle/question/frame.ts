import { day, firstInstant, floor, hour, plus, wallClock } from './clock.ts'
import type { Data } from '../data/data.ts'
import type { Fact } from '../fact.ts'
import { countedDays } from './partial.ts'
import { parseSpan, type Span } from './span.ts'
import type { Grain, Query } from './query.ts'
import type { Settings } from './settings.ts'

/** The time range of a query and its periods, in local days. */
export interface Frame {
  readonly data: Data
  readonly settings: Settings
  readonly grain: Grain | null
  /** The first day counted, comparison periods included. */
  readonly from: number | null
  readonly until: number | null
  readonly displayFrom: number | null
  /** The first day counted and the day after the last one: within periods, where the query cuts them. */
  readonly countFrom: number | null
  readonly countUntil: number | null
  /** The first days of partial periods; null where rows do not say it. */
  readonly partial: readonly number[] | null
  readonly comparisons: readonly Span[]
  /** The instants that bound the facts, where the range does not begin and end with days. */
  readonly hours: { readonly start: number | null; readonly end: number } | null
  readonly isToDate: boolean
  /** The local time of `as_of`. */
  readonly now: number
}

export function frameOf(data: Data, settings: Settings, query: Query): Frame {
  const grain = query.grain ?? null
  const begin = (local: number) =>
    grain === null ? local : floor(local, grain === 'hour' ? 'day' : grain, settings)
  const comparisons = [
    ...new Set(query.compareTo?.map((one) => (one === 'previous' ? `1 ${grain ?? 'day'}` : one))),
  ].map(parseSpan)
  const now = wallClock(settings.asOf, settings.zone)
  const counted = countedDays(settings, query, grain, now)
  const shown = counted.from === null ? null : begin(counted.from)
  const earliest =
    shown === null
      ? null
      : Math.min(
          shown,
          ...comparisons.map(({ count, unit }) => begin(Math.floor(plus(shown, -count, unit) / day) * day)),
        )
  const { to } = counted
  const until = to === null ? null : grain === null || grain === 'hour' ? to + day : plus(begin(to), 1, grain)
  return {
    data,
    settings,
    grain,
    from: earliest,
    until,
    displayFrom: shown,
    countFrom: counted.isFromCut ? counted.from : earliest,
    countUntil: counted.isToCut && to !== null ? to + day : until,
    partial: query.partial === 'keep' && grain !== null ? counted.partial : null,
    comparisons,
    hours: null,
    isToDate: query.toDate ?? false,
    now,
  }
}

/** The local time of a fact; monthly facts are local already. */
export function localTime({ settings }: Frame, fact: Fact, isMonthly: boolean): number {
  return isMonthly ? fact.at : wallClock(fact.at, settings.zone)
}

/** The period of a fact: its local start or, for hours, the instant. */
export function periodOf({ grain, settings }: Frame, at: number, local: number): number {
  if (grain === null) return 0
  const start = floor(local, grain, settings)
  return grain === 'hour' ? at - (local - start) : start
}

export function nextPeriod({ grain }: Frame, period: number): number {
  return grain === 'hour' ? period + hour : plus(period, 1, grain ?? 'day')
}

export function previousPeriod({ grain }: Frame, period: number): number {
  return grain === 'hour' ? period - hour : plus(period, -1, grain ?? 'day')
}

/** The first requested period, where the query has one. */
export function firstPeriod({ grain, from, settings }: Frame): number | null {
  return from !== null && grain === 'hour' ? firstInstant(from, settings.zone) : from
}

/**
 * The last requested period that has started. For monthly facts, a month that begins exactly at `as_of` has
 * not started.
 */
export function lastPeriod(frame: Frame, allMonthly: boolean): number {
  const { grain, settings, now, until } = frame
  if (grain === 'hour') {
    const known = settings.asOf - (now - floor(now, 'hour', settings))
    return until === null ? known : Math.min(known, firstInstant(until, settings.zone) - hour)
  }
  const unit = grain ?? 'day'
  const known = floor(allMonthly && floor(now, unit, settings) === now ? now - 1 : now, unit, settings)
  return until === null ? known : Math.min(known, floor(until - day, unit, settings))
}

/** Whether a fact of a month or of an instant begins within the requested range. */
export function startsInTime({ countFrom, settings }: Frame, local: number, isMonthly: boolean): boolean {
  return countFrom === null || local >= (isMonthly ? floor(countFrom, 'month', settings) : countFrom)
}

export function endsInTime({ countUntil, settings }: Frame, local: number, isMonthly: boolean): boolean {
  return (
    countUntil === null ||
    (isMonthly ? floor(local, 'month', settings) <= countUntil - 1 : local < countUntil)
  )
}

/** The column that says whether a period is partial, where rows have it. */
export function partialOf({ partial }: Frame, period: number): { is_partial?: boolean } {
  return partial === null ? {} : { is_partial: partial.includes(period) }
}
