import { day, firstInstant, floor, plus, wallClock } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'

/** A month at its end or, for the current one, as of `as_of`. */
export interface MonthEnd {
  readonly month: number
  /** The last local day. */
  readonly lastDay: number
  /** Whether a stay from one instant to another lasts at the end. */
  readonly isWithin: (from: number, to: number) => boolean
}

/** Every month that has started, from the one with an instant on. */
export function monthEnds({ zone, asOf, ...calendar }: Settings, since: number): readonly MonthEnd[] {
  const inZone = { zone, ...calendar }
  const ends: MonthEnd[] = []
  if (!Number.isFinite(since)) return ends
  let month = floor(wallClock(since, zone), 'month', inZone)
  for (; firstInstant(month, zone) < asOf; month = plus(month, 1, 'month')) {
    const next = plus(month, 1, 'month')
    const end = firstInstant(next, zone)
    const isCurrent = end > asOf
    ends.push({
      month,
      lastDay: Math.min(next - day, floor(wallClock(asOf, zone), 'day', inZone)),
      isWithin: (from, to) => (isCurrent ? from <= asOf && to > asOf : from < end && to >= end),
    })
  }
  return ends
}

/** The smallest of some numbers; infinite without any. */
export const least = (numbers: readonly number[]): number => Math.min(Infinity, ...numbers)
