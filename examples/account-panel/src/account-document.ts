import { account, type DataOf } from './plumbline/index.ts'

/** Lookups only: one statement in the database. */
export const accountDocument = account.document({
  name: 'Panel',
  select: {
    key: true,
    name: true,
    industry: true,
    country: true,
    sizeBand: true,
    health: { score: true, band: true, trend: true, components: { component: true, score: true } },
    recurringRevenue: {
      mrr: true,
      plan: true,
      months: { month: true, mrr: true },
      motions: { motion: true, mrr: true },
    },
    seats: { members: true, activeSeats: true, purchasedSeats: true, utilisation: true },
    people: { users: true, activeUsers: true, champions: true, buyers: true, buyerClass: true },
    contracts: {
      limitsReached: true,
      nextRenewalOn: true,
      daysToRenewal: true,
      renewals: { contractId: true, renewalOn: true, arr: true, hasOpenExpansion: true },
    },
    users: {
      first: 4,
      where: [{ deletedAt: { isNull: true } }],
      select: { nodes: { key: true, name: true, jobTitle: true } },
    },
  },
})

/** What needs more than one statement. */
export const moreDocument = account.document({
  name: 'PanelMore',
  select: {
    revenue: { currency: true },
    segment: { segment: true },
    signals: {
      first: 4,
      isOpen: true,
      select: {
        nodes: {
          signal: true,
          description: true,
          severity: true,
          actBy: true,
          detectedAt: true,
          subjectKey: true,
        },
      },
    },
  },
})

/** An account, as the document selects it. A part is null where there is none, or where it may not be seen. */
export type Account = AccountOf<typeof accountDocument>
export type More = AccountOf<typeof moreDocument>

type AccountOf<Typed extends typeof accountDocument | typeof moreDocument> = NonNullable<
  DataOf<Typed>['account']
>

export type Health = NonNullable<Account['health']>
export type Revenue = NonNullable<Account['recurringRevenue']>
export type Seats = NonNullable<Account['seats']>
export type People = NonNullable<Account['people']>
export type Contracts = NonNullable<Account['contracts']>
export type Signal = NonNullable<More['signals']>['nodes'][number]
