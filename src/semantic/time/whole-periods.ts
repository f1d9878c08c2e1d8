import type { Grain } from '../model/request/request.ts'
import { addDays, floorDay, type Calendar } from './calendar.ts'

/** The first and the last day of a range, inclusive. */
export interface Days {
  readonly from: string
  readonly to: string
}

/**
 * Whether a range begins and ends where periods do, if it has a beginning and an end. Without a grain there are no periods:
 * the range counts as it is.
 */
export function coversWholePeriods(
  { from, to }: Partial<Days>,
  grain: Grain | null,
  calendar: Calendar,
): boolean {
  if (grain === null) return false
  if (grain === 'hour' || grain === 'day') return true
  const starts = (day: string) => floorDay(day, grain, calendar) === day
  return (from === undefined || starts(from)) && (to === undefined || starts(addDays(to, 1)))
}

/** Which bounds of a range, from a day until before another, leave out days of facts that are not divided by day. */
export function cutOfFacts(
  finest: Grain,
  { from, until }: { readonly from: string | null; readonly until: string | null },
  calendar: Calendar,
): { readonly isFromCut: boolean; readonly isUntilCut: boolean } {
  const isCut = (day: string | null) =>
    day !== null && finest !== 'hour' && finest !== 'day' && floorDay(day, finest, calendar) !== day
  return { isFromCut: isCut(from), isUntilCut: isCut(until) }
}
