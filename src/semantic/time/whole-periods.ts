import type { Grain } from '../model/request/request.ts'
import { addDays, floorDay, type Calendar } from './calendar.ts'

/** The first and the last day of a range, inclusive. */
export interface Days {
  readonly from: string
  readonly to: string
}

/** Whether a range begins and ends where periods do. */
export function coversWholePeriods({ from, to }: Days, grain: Grain, calendar: Calendar): boolean {
  if (grain === 'hour' || grain === 'day') return true
  const next = addDays(to, 1)
  return floorDay(from, grain, calendar) === from && floorDay(next, grain, calendar) === next
}
