import type { Interval } from './commerce.ts'
import type { Plan } from '../base/totals.ts'

const MONTHLY: Readonly<Record<Plan, number>> = { free: 0, pro: 1200, business: 2200, enterprise: 3200 }

/**
 * Cents per month for one seat. Yearly prices are 15 % lower. Weekly ones are multiples of 13 so that the
 * week's amount (times 3/13) is whole cents too, and every monthly value is exact.
 */
export function seatPrice(plan: Plan, interval: Interval): number {
  const monthly = MONTHLY[plan]
  if (interval === 'year') return Math.round(monthly * 0.85)
  return interval === 'week' ? Math.round(monthly / 130) * 130 : monthly
}

/** The price of an interval, in cents, given the monthly price. */
export function amountOfInterval(monthly: number, interval: Interval): number {
  switch (interval) {
    case 'week':
      return (monthly * 3) / 13
    case 'month':
      return monthly
    case 'quarter':
      return monthly * 3
    case 'year':
      return monthly * 12
  }
}

/** Cents as a plain decimal. */
export function moneyText(cents: number): string {
  return (cents / 100).toFixed(2)
}
