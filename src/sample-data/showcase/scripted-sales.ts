import type { Contact, Deal, Touch } from '../billing/commerce.ts'
import type { Rep } from '../sales/reps.ts'
import type { Timeline } from './timeline.ts'

/** A scripted deal. */
export interface ScriptedDeal {
  readonly type: Deal['type']
  readonly openedAgo: number
  /** Null while it is open. */
  readonly closedAgo: number | null
  readonly isWon: boolean
  /** Cents per month. */
  readonly monthly: number
  readonly repId?: string
}

const STAGES = ['discovery', 'evaluation', 'proposal'] as const

/** The sales activity for a scripted organisation. */
export class ScriptedSales {
  readonly contacts: Contact[] = []
  readonly deals: Deal[] = []
  readonly touches: Touch[] = []
  readonly #timeline: Timeline
  readonly #seller: string

  constructor(timeline: Timeline, reps: readonly Rep[]) {
    this.#timeline = timeline
    // the first rep of product-led sales never leaves
    this.#seller = reps.find(({ role, motion }) => role === 'sell' && motion === 'PLS')?.id ?? ''
  }

  /** Opens a deal, and closes it; returns its id. */
  deal({ type, openedAgo, closedAgo, isWon, monthly, repId = this.#seller }: ScriptedDeal): string {
    const id = `opp-${this.#timeline.organisation.code}-${this.deals.length}`
    const closedAt = closedAgo === null ? null : this.#timeline.at(closedAgo)
    const step = (openedAgo - (closedAgo ?? 0)) / STAGES.length
    const stages: { stage: string; at: number }[] = STAGES.map((stage, i) => ({
      stage,
      at: this.#timeline.at(Math.ceil(openedAgo - i * step)),
    }))
    if (closedAt !== null) stages.push({ stage: isWon ? 'closed_won' : 'closed_lost', at: closedAt })
    this.deals.push({ id, type, stages, closedAt, isWon, monthly, repId })
    return id
  }

  /** A qualified touch. */
  meet(ago: number, dealId: string | null = null, repId = this.#seller): void {
    this.touches.push({
      at: this.#timeline.at(ago),
      kind: 'meeting_held',
      direction: 'outbound',
      isAutomated: false,
      outcome: 'positive',
      repId,
      contactId: null,
      dealId,
      hasAccountId: true,
      isQualified: true,
    })
  }

  /** Adds a contact, user or not. */
  addContact(user: number | null, title: string, buyerRole: string | null): void {
    const { organisation, people } = this.#timeline
    const person = user === null ? undefined : people[user]
    const number = this.contacts.length
    this.contacts.push({
      id: `contact-${organisation.code}-${number}`,
      email: person?.email ?? `buyer${number}@${organisation.domain}`,
      userId: person?.id ?? null,
      title,
      buyerRole,
    })
  }
}
