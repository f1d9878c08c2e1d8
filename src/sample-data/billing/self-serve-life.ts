import { addMonths, DAY } from '../base/calendar.ts'
import type { Calendar } from '../base/calendar.ts'
import type { Interval, Period } from './commerce.ts'
import type { Plan } from '../base/totals.ts'
import { seatPrice } from './prices.ts'
import type { Random } from '../base/random.ts'

/** Monthly probabilities of each change. */
export interface Rates {
  readonly churn: number
  readonly expand: number
  readonly contract: number
  readonly upgrade: number
  readonly downgrade: number
}

/** The initial state of a subscription. */
export interface Beginning {
  readonly startedAt: number
  readonly plan: Plan
  readonly seats: number
  readonly interval: Interval
  /** The discount as a share; usually 0. */
  readonly discount: number
  readonly rates: Rates
}

const RETURN_CHANCE = 0.28

/**
 * Simulates a self-serve subscription month by month until the end of the data, with non-overlapping
 * periods.
 */
export function liveSelfServe(random: Random, calendar: Calendar, beginning: Beginning): readonly Period[] {
  const { interval, discount, rates } = beginning
  const periods: Period[] = []
  let { startedAt, plan, seats } = beginning
  let anchor = startedAt
  const close = (endedAt: number | null, cancelledAt: number | null): void => {
    const monthly = seats * seatPrice(plan, interval)
    // Discounts are rounded down so that a month, a quarter and a year stay whole cents.
    const off = interval === 'week' ? 0 : Math.floor(monthly * discount)
    periods.push({ startedAt, endedAt, plan, seats, monthly, discount: off, trialEnd: null, cancelledAt })
  }

  for (let month = 1; ; month++) {
    const now = addMonths(anchor, month)
    if (now >= calendar.end) break
    // yearly subscriptions can add seats at any time, but can be cancelled or reduced only at the end of a
    // year
    const isDue = interval !== 'year' || month % 12 === 0
    const times = interval === 'year' ? 9 : 1
    const draw = random.next()
    if (isDue && draw < rates.churn * times) {
      close(now, Math.max(startedAt + DAY, now - random.int(1, 20) * DAY))
      const returnsAt = addMonths(now, random.int(1, 5)) + random.int(0, 20) * DAY
      if (!random.chance(RETURN_CHANCE) || returnsAt >= calendar.end) return periods
      startedAt = returnsAt
      anchor = returnsAt
      month = 0
      continue
    }
    const next = change(random, plan, seats, rates, isDue)
    if (next.plan === plan && next.seats === seats) continue
    close(now, null)
    startedAt = now
    plan = next.plan
    seats = next.seats
  }

  // a few have already cancelled for the end of the paid time
  const isLeaving = interval === 'month' && random.chance(0.02)
  const lastMonth = Math.ceil((calendar.end - anchor) / (30 * DAY)) + 1
  if (isLeaving)
    close(addMonths(anchor, lastMonth), Math.max(startedAt, calendar.end - random.int(1, 20) * DAY))
  else close(null, null)
  return periods
}

function change(
  random: Random,
  plan: Plan,
  seats: number,
  rates: Rates,
  isDue: boolean,
): { readonly plan: Plan; readonly seats: number } {
  const draw = random.next()
  let limit = rates.expand
  if (draw < limit)
    return { plan, seats: seats + Math.max(1, Math.round(seats * random.between(0.06, 0.28))) }
  limit += rates.upgrade
  if (draw < limit && plan === 'pro') return { plan: 'business', seats }
  if (!isDue) return { plan, seats }
  limit += rates.contract
  if (draw < limit && seats > 1)
    return { plan, seats: Math.max(1, Math.floor(seats * random.between(0.6, 0.9))) }
  limit += rates.downgrade
  return draw < limit && plan === 'business' ? { plan: 'pro', seats } : { plan, seats }
}
