import type { Plan } from '../base/totals.ts'
import type { Dip } from '../organisations/organisation.ts'

/** How often a subscription is billed. */
export type Interval = 'week' | 'month' | 'quarter' | 'year'

/**
 * A period in which a subscription item has one price. Money is in whole cents per month, in the customer's
 * currency.
 */
export interface Period {
  readonly startedAt: number
  /** Exclusive; null while it is active. */
  readonly endedAt: number | null
  readonly plan: Plan
  readonly seats: number
  readonly monthly: number
  readonly discount: number
  readonly trialEnd: number | null
  readonly cancelledAt: number | null
}

/** A customer's subscription, from the first trial day to the last period. */
export interface Subscription {
  readonly id: string
  readonly customer: number
  readonly interval: Interval
  readonly periods: readonly Period[]
  /** Whether usage is billed in addition, which is not recurring revenue. */
  readonly isMetered: boolean
  /** The scripted payment of its invoices; null for random payment. */
  readonly payment: PaymentPlan | null
}

/** Payment terms, and the invoices not paid in time. */
export interface PaymentPlan {
  readonly terms: 'card' | 'net_30'
  /** Number of the invoice → days until payment, null for unpaid. */
  readonly unusual: Readonly<Record<number, number | null>>
}

/** A payer. */
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

/** A signed contract of a year. */
export interface Contract {
  readonly id: string
  readonly startsAt: number
  readonly endsAt: number
  readonly monthly: number
  readonly seats: number
  readonly predecessorId: string | null
  /** The scripted commitment; null for a random one. */
  readonly commitment: Commitment | null
}

/** The included units of a meter in a contract. */
export interface Commitment {
  readonly meter: string
  readonly units: number
}

/** A started trial; `convertedAt` is null when it did not convert. */
export interface Trial {
  readonly startedAt: number
  readonly endsAt: number
  readonly convertedAt: number | null
}

/** The purchases of one organisation, and the sales activity for it. */
export interface Commerce {
  readonly trial: Trial | null
  readonly dip: Dip | null
  readonly customers: readonly Customer[]
  readonly subscriptions: readonly Subscription[]
  readonly contracts: readonly Contract[]
  readonly contacts: readonly Contact[]
  readonly deals: readonly Deal[]
  readonly touches: readonly Touch[]
  /** The time after which the product is hardly used; null when use continues. */
  readonly inactiveFrom: number | null
  readonly isConsolidated: boolean
}

/** A person at the company known to sales, user or not. */
export interface Contact {
  readonly id: string
  readonly email: string
  readonly userId: string | null
  readonly title: string
  readonly buyerRole: string | null
}

/** An opportunity with its stages. */
export interface Deal {
  readonly id: string
  readonly type: 'new' | 'expansion' | 'renewal'
  readonly stages: readonly { readonly stage: string; readonly at: number }[]
  readonly closedAt: number | null
  readonly isWon: boolean
  readonly monthly: number
  readonly repId: string
}

/** A sales touch. */
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
  /** Whether it qualifies as sales involvement. */
  readonly isQualified: boolean
}

/** Whether a period is active at that time. */
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

/**
 * Recurring revenue in the last second before `end`, in cents per month net of discounts; trials count as
 * zero.
 */
export function recurringAt(periods: readonly Period[], end: number): number {
  let cents = 0
  for (const period of periods) {
    if (period.trialEnd === null && isLive(period, end - 1)) cents += period.monthly - period.discount
  }
  return cents
}
