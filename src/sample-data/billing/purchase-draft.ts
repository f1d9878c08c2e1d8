import type { Contract, Customer, Interval, Period, Subscription, Trial } from './commerce.ts'
import type { Dip, Organisation } from '../organisations/organisation.ts'
import type { Person } from '../people/person.ts'
import type { Random } from '../base/random.ts'
import type { Teams } from '../teams/workspace.ts'

/** The purchases of an organisation while they are simulated. */
export class PurchaseDraft {
  readonly organisation: Organisation
  readonly people: readonly Person[]
  readonly teams: Teams
  readonly random: Random
  readonly customers: Customer[] = []
  subscriptions: Subscription[] = []
  contracts: readonly Contract[] = []
  trial: Trial | null = null
  dip: Dip | null = null
  isConsolidated = false

  constructor(organisation: Organisation, people: readonly Person[], teams: Teams) {
    this.organisation = organisation
    this.people = people
    this.teams = teams
    this.random = organisation.random.fork('commerce')
  }

  /** Adds a payer, for one workspace or for all; returns its number. */
  addCustomer(workspace: number | null, createdAt: number): number {
    const { random, organisation, teams } = this
    const number = this.customers.length
    const payer = this.people[workspace === null ? 0 : (teams.workspaces[workspace]?.creator ?? 0)]
    // the payer is usually the user who wanted the product; in larger companies often a person in finance
    const isUser =
      payer !== undefined && random.chance(organisation.story === 'PLG' || workspace !== null ? 0.75 : 0.3)
    const canName = organisation.accountId !== null
    const link = !canName ? 'workspace' : random.weighted([['account', 60], ['workspace', 22], ['both', 18]]) // prettier-ignore
    const hasWorkspace = teams.workspaces.length > 0
    this.customers.push({
      id: `cus-${organisation.code}-${number}`,
      workspace,
      hasAccountId: canName && (link !== 'workspace' || !hasWorkspace),
      hasWorkspaceId: hasWorkspace && link !== 'account',
      payerEmail: isUser ? payer.email : `finance${number === 0 ? '' : number}@${organisation.domain}`,
      payerUserId: isUser ? payer.id : null,
      createdAt,
    })
    return number
  }

  subscribe(customer: number, interval: Interval, periods: readonly Period[]): void {
    const first = periods[0]
    const isMetered = first !== undefined && first.plan !== 'pro' && this.random.chance(0.09)
    const id = `sub-${this.organisation.code}-${this.subscriptions.length}`
    this.subscriptions.push({ id, customer, interval, periods, isMetered, payment: null })
  }

  /** Ends all active periods at that time, because a larger purchase replaces them. */
  endAllAt(second: number): void {
    this.subscriptions = this.subscriptions.map((subscription) => ({
      ...subscription,
      periods: subscription.periods
        .filter((period) => period.startedAt < second)
        .map((period) => {
          if (period.endedAt !== null && period.endedAt <= second) return period
          return { ...period, endedAt: second, cancelledAt: second }
        }),
    }))
  }

  /** The number of sign-ups until then, of one workspace or of all. */
  headcount(workspace: number | null, second: number): number {
    let count = 0
    for (const person of this.people) {
      if (person.signedUpAt > second) break
      if (workspace === null || this.teams.primaryWorkspaces[person.index] === workspace) count += 1
    }
    return Math.max(1, count)
  }

  /** Seats in use at that time, over all subscriptions. */
  seatsAt(second: number): number {
    let seats = 0
    for (const { periods } of this.subscriptions) {
      const live = periods.find(
        (period) => period.startedAt <= second && (period.endedAt ?? Infinity) > second,
      )
      seats += live?.seats ?? 0
    }
    return seats
  }
}
