import type { Calendar } from './calendar.ts'
import type { Motion } from '../organisations/organisation.ts'

/** The plans on offer; `free` costs nothing. */
export type Plan = 'free' | 'pro' | 'business' | 'enterprise'

/**
 * Running totals over all organisations, a number per month each: what the company-wide books
 * (spend, cost to serve) are written from at the end. Its size depends on the months alone.
 */
export class Totals {
  /** First MRR of accounts, in USD, by motion of origin. */
  readonly newMrr: Readonly<Record<Motion, Float64Array>>
  /** MRR at month end, in USD, by motion of origin. */
  readonly mrr: Readonly<Record<Motion, Float64Array>>
  /** MRR at month end, in USD, by plan. */
  readonly mrrOfPlan: Readonly<Record<Plan, Float64Array>>
  /** Events of organisations that pay nothing. */
  readonly freeEvents: Float64Array
  uniqueEvents = 0
  duplicateEvents = 0
  lateEvents = 0
  activatedUsers = 0
  users = 0

  constructor(calendar: Calendar) {
    const perMonth = (): Float64Array => new Float64Array(calendar.months)
    this.newMrr = { PLG: perMonth(), PLS: perMonth(), SLG: perMonth() }
    this.mrr = { PLG: perMonth(), PLS: perMonth(), SLG: perMonth() }
    this.mrrOfPlan = { free: perMonth(), pro: perMonth(), business: perMonth(), enterprise: perMonth() }
    this.freeEvents = perMonth()
  }
}

/** Adds to one month of a total. */
export function addTo(total: Float64Array, month: number, amount: number): void {
  total[month] = (total[month] ?? 0) + amount
}
