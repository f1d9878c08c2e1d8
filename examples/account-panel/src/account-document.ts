/** Lookups only: one statement in the database. */
export const accountDocument = `query Panel($id: ID!) {
  account(id: $id) {
    key name industry country sizeBand createdAt
    health { score band trend components { component weight score } }
    recurringRevenue { mrr plan months { month mrr } motions { motion mrr } }
    seats { members activeSeats purchasedSeats utilisation }
    people { users activeUsers champions buyers buyerClass }
    contracts { limitsReached nextRenewalOn daysToRenewal renewals { contractId renewalOn arr hasOpenExpansion } }
    users(first: 4, where: [{ deletedAt: { isNull: true } }]) { totalCount nodes { key name jobTitle } }
  }
}`

/** What needs more than one statement. */
export const moreDocument = `query PanelMore($id: ID!) {
  account(id: $id) {
    revenue { currency }
    segment { segment previousSegment planState }
    signals(first: 4, isOpen: true) { nodes { signal description severity actBy detectedAt subject subjectKey } }
  }
}`

/** An account, as the document selects it. A part is null where there is none, or where it may not be seen. */
export interface Account {
  readonly key: string
  readonly name: string | null
  readonly industry: string | null
  readonly country: string | null
  readonly sizeBand: string | null
  readonly createdAt: string | null
  readonly health: Health | null
  readonly recurringRevenue: Revenue | null
  readonly seats: Seats | null
  readonly people: People | null
  readonly contracts: Contracts | null
  readonly users: { readonly totalCount: number; readonly nodes: readonly Person[] } | null
}

export interface More {
  readonly revenue: { readonly currency: string | null } | null
  readonly segment: Segment | null
  readonly signals: { readonly nodes: readonly Signal[] } | null
}

export interface Health {
  readonly score: string | null
  readonly band: string | null
  readonly trend: string | null
  readonly components: readonly {
    readonly component: string
    readonly weight: string
    readonly score: string | null
  }[]
}

export interface Revenue {
  readonly mrr: string
  readonly plan: string | null
  readonly months: readonly { readonly month: string; readonly mrr: string }[]
  readonly motions: readonly { readonly motion: string; readonly mrr: string }[]
}

export interface Seats {
  readonly members: number | string
  readonly activeSeats: number | string
  readonly purchasedSeats: string | null
  readonly utilisation: string | null
}

export interface People {
  readonly users: number | string
  readonly activeUsers: number | string
  readonly champions: number | string
  readonly buyers: number | string
  readonly buyerClass: string | null
}

export interface Person {
  readonly key: string
  readonly name: string | null
  readonly jobTitle: string | null
}

export interface Contracts {
  readonly limitsReached: number | string
  readonly nextRenewalOn: string | null
  readonly daysToRenewal: number | string | null
  readonly renewals: readonly {
    readonly contractId: string
    readonly renewalOn: string
    readonly arr: string | null
    readonly hasOpenExpansion: boolean
  }[]
}

export interface Segment {
  readonly segment: string
  readonly previousSegment: string | null
  readonly planState: string
}

export interface Signal {
  readonly signal: string
  readonly description: string
  readonly severity: string
  readonly actBy: string
  readonly detectedAt: string
  readonly subject: string
  readonly subjectKey: string
}
