import { addMonths, DAY, midnight } from '../base/calendar.ts'
import type { Commitment, Contract, Customer, Interval, PaymentPlan, Period, Subscription, Trial } from '../billing/commerce.ts' // prettier-ignore
import { seatPrice } from '../billing/prices.ts'
import type { Plan } from '../base/totals.ts'
import type { Timeline } from './timeline.ts'

/** The paid seats of a plan, from a day on. */
export interface Step {
  readonly ago: number
  readonly plan: Plan
  readonly seats: number
}

/** How a scripted subscription differs from an active one that is paid monthly by card. */
export interface Terms {
  readonly interval?: Interval
  readonly payment?: PaymentPlan
  /** When it ends, in days before the end of the data. */
  readonly untilAgo?: number
}

const BY_CARD: PaymentPlan = { terms: 'card', unusual: {} }

/** The purchases of a scripted organisation. */
export class ScriptedMoney {
  readonly customers: Customer[] = []
  readonly subscriptions: Subscription[] = []
  readonly contracts: Contract[] = []
  trial: Trial | null = null
  readonly #timeline: Timeline

  constructor(timeline: Timeline) {
    this.#timeline = timeline
  }

  /** Adds a payer: a user, or a person in finance; for one workspace or for all. */
  payer(ago: number, user: number | null, workspace: number | null = null): number {
    const { organisation, people } = this.#timeline
    const number = this.customers.length
    const payer = user === null ? undefined : people[user]
    this.customers.push({
      id: `cus-${organisation.code}-${number}`,
      workspace,
      hasAccountId: true,
      hasWorkspaceId: workspace !== null,
      payerEmail: payer?.email ?? `finance${number === 0 ? '' : number}@${organisation.domain}`,
      payerUserId: payer?.id ?? null,
      createdAt: this.#timeline.at(ago),
    })
    return number
  }

  /** A subscription in steps; returns its id. */
  subscribe(customer: number, steps: readonly Step[], terms: Terms = {}): string {
    const { interval = 'month', payment = BY_CARD, untilAgo } = terms
    const times = steps.map(({ ago }) => this.#timeline.at(ago))
    const over = untilAgo === undefined ? null : this.#timeline.at(untilAgo)
    const periods = steps.map(({ plan, seats }, i): Period => ({
      startedAt: times[i] ?? 0,
      endedAt: times[i + 1] ?? over,
      plan,
      seats,
      monthly: seats * seatPrice(plan, interval),
      discount: 0,
      trialEnd: null,
      cancelledAt: i === steps.length - 1 ? over : null,
    }))
    return this.#add(customer, interval, periods, payment)
  }

  /** Switches from one subscription to another when the first ends. */
  continueYearly(customer: number, first: string, plan: Plan, seats: number): string {
    const before = this.subscriptions.find(({ id }) => id === first)?.periods.at(-1)
    const monthly = seats * seatPrice(plan, 'year')
    const startedAt = before?.endedAt ?? this.#timeline.end
    const period = {
      startedAt,
      endedAt: null,
      plan,
      seats,
      monthly,
      discount: 0,
      trialEnd: null,
      cancelledAt: null,
    }
    return this.#add(customer, 'year', [period], BY_CARD)
  }

  /** A trial of whole days; after a conversion the plan continues. */
  tryOut(customer: number, startsAgo: number, days: number, seats: number, paidAgo: number | null): string {
    const startedAt = this.#timeline.at(startsAgo)
    const endsAt = startedAt + days * DAY
    const convertedAt = paidAgo === null ? null : this.#timeline.at(paidAgo)
    this.trial = { startedAt, endsAt, convertedAt }
    const common = { plan: 'pro' as const, seats, monthly: seats * seatPrice('pro', 'month'), discount: 0 }
    const periods: Period[] = [
      { ...common, startedAt, endedAt: convertedAt ?? endsAt, trialEnd: endsAt, cancelledAt: null },
    ]
    if (convertedAt !== null) {
      periods.push({ ...common, startedAt: convertedAt, endedAt: null, trialEnd: null, cancelledAt: null })
    }
    return this.#add(customer, 'month', periods, BY_CARD)
  }

  /** A contract of a year, billed as one; returns its id. */
  sign(ago: number, seats: number, payment: PaymentPlan, commitment: Commitment | null = null): string {
    const { organisation, end } = this.#timeline
    const startsAt = midnight(end - ago * DAY)
    const endsAt = addMonths(startsAt, 12)
    const monthly = seats * 2900
    const id = `contract-${organisation.code}-${this.contracts.length}`
    this.contracts.push({ id, startsAt, endsAt, monthly, seats, predecessorId: null, commitment })
    const period = { startedAt: startsAt, endedAt: endsAt, plan: 'enterprise' as const, seats, monthly, discount: 0, trialEnd: null, cancelledAt: null } // prettier-ignore
    this.#add(this.payer(ago, null), 'year', [period], payment)
    return id
  }

  /** The id of a subscription's n-th invoice. */
  invoice(subscription: string, number: number): string {
    return `in-${subscription.slice(4)}-${number}`
  }

  #add(customer: number, interval: Interval, periods: readonly Period[], payment: PaymentPlan): string {
    const id = `sub-${this.#timeline.organisation.code}-${this.subscriptions.length}`
    this.subscriptions.push({ id, customer, interval, periods, isMetered: false, payment })
    return id
  }
}
