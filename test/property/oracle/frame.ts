import { day, firstInstant, floor, hour, plus, readDay, wallClock } from './clock.ts'
import type { Data } from './data.ts'
import type { Fact } from './fact.ts'
import { parseSpan, type Span } from './span.ts'
import type { Grain, Query } from './query.ts'
import type { Settings } from './settings.ts'

/** The stretch of time that a query is about, in its periods. Days are those of the wall clock. */
export interface Frame {
  readonly data: Data
  readonly settings: Settings
  readonly grain: Grain | null
  /** First day counted, those that are only compared with included. */
  readonly from: number | null
  readonly until: number | null
  readonly displayFrom: number | null
  readonly comparisons: readonly Span[]
  /** Instants between which everything counts, where a stretch does not begin and end with days. */
  readonly hours: { readonly start: number | null; readonly end: number } | null
  readonly isToDate: boolean
  /** What the wall clock shows as of now. */
  readonly now: number
}

export function frameOf(data: Data, settings: Settings, query: Query): Frame {
  const grain = query.grain ?? null
  const begin = (local: number) =>
    grain === null ? local : floor(local, grain === 'hour' ? 'day' : grain, settings)
  const comparisons = [
    ...new Set(query.compareTo?.map((one) => (one === 'previous' ? `1 ${grain ?? 'day'}` : one))),
  ].map(parseSpan)
  const shown = query.from === undefined ? null : begin(readDay(query.from))
  const earliest =
    shown === null
      ? null
      : Math.min(
          shown,
          ...comparisons.map(({ count, unit }) => begin(Math.floor(plus(shown, -count, unit) / day) * day)),
        )
  const to = query.to === undefined ? null : readDay(query.to)
  return {
    data,
    settings,
    grain,
    from: earliest,
    until: to === null ? null : grain === null || grain === 'hour' ? to + day : plus(begin(to), 1, grain),
    displayFrom: shown,
    comparisons,
    hours: null,
    isToDate: query.toDate ?? false,
    now: wallClock(settings.asOf, settings.zone),
  }
}

/** What the wall clock shows when a fact happens; months are on the wall clock already. */
export function localTime({ settings }: Frame, fact: Fact, isMonthly: boolean): number {
  return isMonthly ? fact.at : wallClock(fact.at, settings.zone)
}

/** The period into which a fact falls: where it begins on the wall clock, or for hours the instant. */
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

/** The first period asked for, where the query says one. */
export function firstPeriod({ grain, from, settings }: Frame): number | null {
  return from !== null && grain === 'hour' ? firstInstant(from, settings.zone) : from
}

/**
 * The last period that has begun and was asked for. Of a month that begins this very instant nothing is known
 * yet, where all facts are of months.
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

/** The first day on the wall clock that a fact of a month, or of a moment, must have to count. */
export function startsInTime({ from, settings }: Frame, local: number, isMonthly: boolean): boolean {
  return from === null || local >= (isMonthly ? floor(from, 'month', settings) : from)
}

export function endsInTime({ until, settings }: Frame, local: number, isMonthly: boolean): boolean {
  return until === null || (isMonthly ? floor(local, 'month', settings) <= until - 1 : local < until)
}
