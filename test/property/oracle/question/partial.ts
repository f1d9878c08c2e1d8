import { day, floor, plus, readDay, second } from './clock.ts'
import type { Grain, Query } from './query.ts'
import type { Settings } from './settings.ts'

/** The days of a query, and the periods of which some days do not count. */
export interface CountedDays {
  /** The first day; null: from the first fact on. */
  readonly from: number | null
  /** The last day; null: up to `as_of`. */
  readonly to: number | null
  /** The first days of partial periods. */
  readonly partial: readonly number[]
  /** Whether the bounds leave out days on which something may have happened. */
  readonly isFromCut: boolean
  readonly isToCut: boolean
}

/** Looks at every day of the first and the last period: is it before the query, after it, or not over at `as_of`? */
export function countedDays(
  settings: Settings,
  { from, to, partial: handling = 'whole' }: Query,
  grain: Grain | null,
  now: number,
): CountedDays {
  const first = from === undefined ? null : readDay(from)
  const last = to === undefined ? null : readDay(to)
  const whole = { from: first, to: last, partial: [], isFromCut: false, isToCut: false }
  if (handling === 'whole' || grain === null || grain === 'hour') return whole
  const today = floor(now, 'day', settings)
  const lastCounted = Math.min(last ?? today, today)
  // after the last second of a day nothing more happens on it
  const isRunning = (one: number) => now < one + day - second
  const isCounted = (one: number) => (first === null || one >= first) && one <= lastCounted && !isRunning(one)
  const periods = [...new Set([first ?? lastCounted, lastCounted].map((one) => floor(one, grain, settings)))]
  const partial = periods.filter((period) =>
    daysOf(period, plus(period, 1, grain)).some(
      (one) => !isCounted(one) && (first !== null || one > lastCounted || isRunning(one)),
    ),
  )
  if (handling === 'drop') {
    const next = (period: number) => plus(period, 1, grain)
    const start = periods[0] ?? 0
    const end = floor(lastCounted, grain, settings)
    const isFirstDropped = first !== null && first > start
    return {
      ...whole,
      from: isFirstDropped ? next(start) : first,
      to: next(end) - day > lastCounted || isRunning(lastCounted) ? end - day : last,
    }
  }
  return {
    ...whole,
    partial,
    isFromCut: first !== null && first > floor(first, grain, settings),
    isToCut: last !== null && last < today && floor(last + day, grain, settings) <= last,
  }
}

function daysOf(period: number, end: number): number[] {
  const days: number[] = []
  for (let one = period; one < end; one += day) days.push(one)
  return days
}
