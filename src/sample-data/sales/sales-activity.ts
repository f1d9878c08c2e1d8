import { DAY, HOUR } from '../base/calendar.ts'
import type { Calendar } from '../base/calendar.ts'
import type { Contact, Deal, Touch } from '../billing/commerce.ts'
import type { Motion, Organisation } from '../organisations/organisation.ts'
import type { Random } from '../base/random.ts'
import { repAt } from './reps.ts'
import type { Context } from '../base/context.ts'

const STAGES = ['discovery', 'evaluation', 'proposal', 'negotiation'] as const
const TALKS = ['meeting_held', 'call_connected', 'email_reply'] as const

/** The plan of a deal. */
export interface DealPlan {
  readonly type: Deal['type']
  readonly motion: Motion
  /** The first qualified touch, before the deal's other touches. */
  readonly touchedAt: number
  readonly openedAt: number
  readonly closedAt: number
  readonly isWon: boolean
  readonly monthly: number
}

/** Collects the sales activity for one organisation, excluding activity after the end of the data. */
export class SalesActivity {
  readonly deals: Deal[] = []
  readonly touches: Touch[] = []
  readonly #calendar: Calendar
  readonly #context: Context
  readonly #organisation: Organisation
  readonly #contacts: readonly Contact[]
  readonly #random: Random

  constructor(context: Context, organisation: Organisation, contacts: readonly Contact[]) {
    this.#context = context
    this.#calendar = context.calendar
    this.#organisation = organisation
    this.#contacts = contacts
    this.#random = organisation.random.fork('sales')
  }

  /** Adds a deal with its stages and touches. */
  add(plan: DealPlan): void {
    const random = this.#random
    const { end } = this.#calendar
    if (plan.touchedAt >= end) return
    const rep = repAt(this.#context.reps, plan.motion, 'sell', plan.touchedAt, random)
    const isOpened = plan.openedAt < end
    const dealId = isOpened ? `opp-${this.#organisation.code}-${this.deals.length}` : null
    this.#touch({ at: plan.touchedAt, kind: random.pick(TALKS), repId: rep.id, dealId: null })
    if (dealId === null) return

    const step = (plan.closedAt - plan.openedAt) / STAGES.length
    const path = STAGES.map((stage, i) => ({ stage, at: Math.floor(plan.openedAt + i * step) }))
    const isClosed = plan.closedAt < end
    const stages: { stage: string; at: number }[] = path.filter(({ at }) => at < end)
    if (isClosed) stages.push({ stage: plan.isWon ? 'closed_won' : 'closed_lost', at: plan.closedAt })
    // sometimes the close date is edited afterwards; the stage history is correct
    const edited = random.chance(0.04) ? random.int(1, 15) * DAY : 0
    this.deals.push({
      id: dealId,
      type: plan.type,
      stages,
      closedAt: isClosed ? Math.min(end - 1, plan.closedAt + edited) : null,
      isWon: isClosed && plan.isWon,
      monthly: plan.monthly,
      repId: rep.id,
    })
    if (plan.isWon) {
      const at = Math.max(plan.openedAt, plan.closedAt - random.int(1, 5) * DAY)
      this.#touch({ at, kind: 'proposal_sent', repId: rep.id, dealId })
    }
    const count = random.int(2, 6)
    for (let i = 0; i < count; i++) {
      const at = Math.floor(random.between(plan.openedAt, plan.closedAt))
      const kind = at > plan.openedAt + 2 * step && random.chance(0.4) ? 'proposal_sent' : random.pick(TALKS)
      this.#touch({ at, kind, repId: rep.id, dealId })
    }
  }

  /** Marketing mail and sequences: they reach all contacts and do not qualify. */
  addAutomated(from: number, count: number): void {
    for (let i = 0; i < count; i++) {
      const at = Math.floor(from + this.#random.exponential(40 * DAY))
      const kind = this.#random.chance(0.85) ? 'email_sent' : 'email_reply'
      this.#touch({ at, kind, repId: null, dealId: null, isAutomated: true })
    }
  }

  /** A conversation with support, not with sales. */
  addHelp(at: number): void {
    const rep = repAt(this.#context.reps, 'PLG', 'help', at, this.#random)
    this.#touch({ at, kind: this.#random.pick(TALKS), repId: rep.id, dealId: null, isHelp: true })
  }

  #touch(touch: {
    readonly at: number
    readonly kind: string
    readonly repId: string | null
    readonly dealId: string | null
    readonly isAutomated?: boolean
    readonly isHelp?: boolean
  }): void {
    const random = this.#random
    const { isAutomated = false, isHelp = false } = touch
    const contact = this.#contacts.length > 0 && random.chance(0.8) ? random.pick(this.#contacts) : null
    const at = touch.dealId === null ? touch.at : Math.max(this.#calendar.start + HOUR, touch.at)
    if (at >= this.#calendar.end) return
    this.touches.push({
      at,
      kind: touch.kind,
      direction: !isAutomated && random.chance(0.3) ? 'inbound' : 'outbound',
      isAutomated,
      outcome: isAutomated ? null : random.pick(['positive', 'positive', 'neutral', 'no_decision', null]),
      repId: touch.repId,
      contactId: contact?.id ?? null,
      dealId: touch.dealId,
      // the account id is missing when it follows from the contact or the deal
      hasAccountId: (contact === null && touch.dealId === null) || random.chance(0.6),
      isQualified: !isAutomated && !isHelp,
    })
  }
}
