import type { Plan } from '../base/totals.ts'
import type { Dip } from '../organisations/organisation.ts'

/** How often a subscription is billed. */
export type Interval = 'week' | 'month' | 'quarter' | 'year'

/** A span in which a subscription item costs the same. Money is in whole cents a month, in the customer's currency. */
export interface Period {
  readonly startedAt: number
  /** Exclusive; null while it runs on. */
  readonly endedAt: number | null
  readonly plan: Plan
  readonly seats: number
  readonly monthly: number
  readonly discount: number
  readonly trialEnd: number | null
  readonly cancelledAt: number | null
}

/** What one customer pays for, from the first trial day to the last period. */
export interface Subscription {
  readonly id: string
  readonly customer: number
  readonly interval: Interval
  readonly periods: readonly Period[]
  /** Usage is billed on top of it, which is no recurring revenue. */
  readonly isMetered: boolean
  /** How its invoices are paid, where that is told; null leaves it to chance. */
  readonly payment: PaymentPlan | null
}

/** Terms, and the invoices that are not paid in time. */
export interface PaymentPlan {
  readonly terms: 'card' | 'net_30'
  /** By number of the invoice: after how many days it is paid, null for never. */
  readonly unusual: Readonly<Record<number, number | null>>
}

/** A paying party. */
export interface Customer {
  readonly id: string
  /** The only workspace that it pays for; null when it pays for all. */
  readonly workspace: number | null
  readonly hasAccountId: boolean
  readonly hasWorkspaceId: boolean
  readonly payerEmail: string
  readonly payerUserId: string | null
  readonly createdAt: number
}

/** A signed commitment of a year. */
export interface Contract {
  readonly id: string
  readonly startsAt: number
  readonly endsAt: number
  readonly monthly: number
  readonly seats: number
  readonly predecessorId: string | null
  /** How much it includes, where that is told; null leaves it to chance. */
  readonly commitment: Commitment | null
}

/** How much of a meter a contract includes. */
export interface Commitment {
  readonly meter: string
  readonly units: number
}

/** A trial that began; `convertedAt` is null when nobody paid in the end. */
export interface Trial {
  readonly startedAt: number
  readonly endsAt: number
  readonly convertedAt: number | null
}

/** All that one organisation buys and all that sales does about it. */
export interface Commerce {
  readonly trial: Trial | null
  readonly dip: Dip | null
  readonly customers: readonly Customer[]
  readonly subscriptions: readonly Subscription[]
  readonly contracts: readonly Contract[]
  readonly contacts: readonly Contact[]
  readonly deals: readonly Deal[]
  readonly touches: readonly Touch[]
  /** After it hardly anybody uses the product any more. */
  readonly inactiveFrom: number | null
  readonly isConsolidated: boolean
}

/** A person at the company whom sales knows, user or not. */
export interface Contact {
  readonly id: string
  readonly email: string
  readonly userId: string | null
  readonly title: string
  readonly buyerRole: string | null
}

/** An opportunity with its way through the stages. */
export interface Deal {
  readonly id: string
  readonly type: 'new' | 'expansion' | 'renewal'
  readonly stages: readonly { readonly stage: string; readonly at: number }[]
  readonly closedAt: number | null
  readonly isWon: boolean
  readonly monthly: number
  readonly repId: string
}

/** A contact between sales and the company. */
export interface Touch {
  readonly at: number
  readonly kind: string
  readonly direction: 'inbound' | 'outbound'
  readonly isAutomated: boolean
  readonly outcome: string | null
  readonly repId: string | null
  readonly contactId: string | null
  readonly dealId: string | null
  readonly hasAccountId: boolean
  /** It is one that counts as sales having been there. */
  readonly isQualified: boolean
}

/** Whether a period is paid for at that time. */
export function isLive(period: Period, second: number): boolean {
  return period.startedAt <= second && (period.endedAt === null || period.endedAt > second)
}

/** The plan of a workspace at that time. */
export function planOf(commerce: Commerce, workspace: number, second: number): Plan {
  for (const subscription of commerce.subscriptions) {
    const covered = commerce.customers[subscription.customer]?.workspace ?? workspace
    if (covered !== workspace) continue
    for (const period of subscription.periods) if (isLive(period, second)) return period.plan
  }
  return 'free'
}

/** Recurring revenue in the last second before `end`, in cents a month net of discounts; trials are worth nothing yet. */
export function recurringAt(periods: readonly Period[], end: number): number {
  let cents = 0
  for (const period of periods) {
    if (period.trialEnd === null && isLive(period, end - 1)) cents += period.monthly - period.discount
  }
  return cents
}
