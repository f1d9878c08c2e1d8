import type { Calendar } from './calendar.ts'
import type { Motion } from '../organisations/organisation.ts'

/** The plans; `free` costs nothing. */
export type Plan = 'free' | 'pro' | 'business' | 'enterprise'

/**
 * Running totals over all organisations per month, for the company-wide tables (spend, cost to serve)
 * written at the end. Their size depends only on the number of months.
 */
export class Totals {
  /** First MRR of accounts, in USD, by origin motion. */
  readonly newMrr: Readonly<Record<Motion, Float64Array>>
  /** MRR at month end, in USD, by origin motion. */
  readonly mrr: Readonly<Record<Motion, Float64Array>>
  /** MRR at month end, in USD, by plan. */
  readonly mrrOfPlan: Readonly<Record<Plan, Float64Array>>
  /** Events of organisations without a paid plan. */
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
