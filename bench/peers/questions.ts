/** A question to all servers, and what their answers have in common. */
export interface Question {
  readonly name: string
  /** How many requests are measured, as a part of those for one object. */
  readonly weight: number
  /** The arguments of the next request: other keys and cursors each time, as applications ask. */
  readonly variables: (turn: number) => Readonly<Record<string, unknown>>
  readonly plumbline: string
  readonly postgraphile: string
  /** From the data of an answer to plain rows, the same for all servers. */
  readonly read: Readonly<Record<ServerName, (data: Data) => unknown>>
}

export type ServerName = 'plumbline' | 'postgraphile' | 'bare'

// answers are compared as a whole
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Data = any

/** The questions, about the accounts with these keys. */
export function questionsAbout(keys: readonly string[]): readonly Question[] {
  const keyAt = (turn: number) => keys[(turn * 7919) % keys.length] ?? ''
  return [nested, account(keyAt), page, metric]
}

const nested: Question = {
  name: 'nested',
  weight: 0.1,
  variables: (turn) => ({ count: 50 - (turn % 2) }),
  plumbline: `query Nested($count: Int) { accounts(first: $count) { nodes {
    key name industry
    workspaces(first: 20) { nodes { key name plan createdAt } }
    users(first: 20) { nodes { key jobTitle country createdAt } }
    buyers(first: 20) { nodes { key createdAt } }
  } } }`,
  postgraphile: `query Nested($count: Int) { allAccounts(first: $count) { nodes {
    accountKey name industry
    workspacesByAccountKey(first: 20) { nodes { workspaceId name plan createdAt } }
    usersByAccountKey(first: 20) { nodes { userId jobTitle country createdAt } }
    buyersByAccountKey(first: 20) { nodes { buyerId createdAt } }
  } } }`,
  read: {
    plumbline: ({ accounts }: Data) =>
      accounts.nodes.map((one: Data) => [
        one.key,
        one.name,
        one.industry,
        one.workspaces.nodes.map((row: Data) => [row.key, row.name, row.plan, moment(row.createdAt)]),
        one.users.nodes.map((row: Data) => [row.key, row.jobTitle, row.country, moment(row.createdAt)]),
        one.buyers.nodes.map((row: Data) => [row.key, moment(row.createdAt)]),
      ]),
    postgraphile: ({ allAccounts }: Data) =>
      allAccounts.nodes.map((one: Data) => [
        one.accountKey,
        one.name,
        one.industry,
        one.workspacesByAccountKey.nodes.map((row: Data) => [
          row.workspaceId,
          row.name,
          row.plan,
          moment(row.createdAt),
        ]),
        one.usersByAccountKey.nodes.map((row: Data) => [
          row.userId,
          row.jobTitle,
          row.country,
          moment(row.createdAt),
        ]),
        one.buyersByAccountKey.nodes.map((row: Data) => [row.buyerId, moment(row.createdAt)]),
      ]),
    bare: (data: Data) =>
      data.map((one: Data) => [
        one.account_key,
        one.name,
        one.industry,
        one.workspaces.map((row: Data) => [row.workspace_id, row.name, row.plan, moment(row.created_at)]),
        one.users.map((row: Data) => [row.user_id, row.job_title, row.country, moment(row.created_at)]),
        one.buyers.map((row: Data) => [row.buyer_id, moment(row.created_at)]),
      ]),
  },
}

function account(keyAt: (turn: number) => string): Question {
  return {
    name: 'account',
    weight: 1,
    variables: (turn) => ({ id: keyAt(turn) }),
    plumbline: `query Page($id: ID!) { account(id: $id) {
      key name industry country createdAt
      health { score band }
      recurringRevenue { mrr plan }
      seats { members activeSeats }
      people { users activeUsers buyerClass }
      contracts { limitsReached nextRenewalOn }
    } }`,
    postgraphile: `query Page($id: String!) { accountByAccountKey(accountKey: $id) {
      accountKey name industry country createdAt
      pagesAccountHealthByAccountKey { healthScore healthBand }
      pagesAccountRevenueByAccountKey { mrr plan }
      pagesAccountSeatByAccountKey { members activeSeats }
      pagesAccountPersonByAccountKey { users activeUsers buyerClass }
      pagesAccountContractByAccountKey { limitsReached nextRenewalOn }
    } }`,
    read: {
      plumbline: ({ account: one }: Data) => [
        [one.key, one.name, one.industry, one.country, moment(one.createdAt)],
        one.health && [one.health.score, one.health.band],
        one.recurringRevenue && [one.recurringRevenue.mrr, one.recurringRevenue.plan],
        one.seats && [one.seats.members, one.seats.activeSeats].map(String),
        one.people && [String(one.people.users), String(one.people.activeUsers), one.people.buyerClass],
        one.contracts && [String(one.contracts.limitsReached), one.contracts.nextRenewalOn],
      ],
      postgraphile: ({ accountByAccountKey: one }: Data) => {
        const health = one.pagesAccountHealthByAccountKey
        const revenue = one.pagesAccountRevenueByAccountKey
        const seats = one.pagesAccountSeatByAccountKey
        const people = one.pagesAccountPersonByAccountKey
        const contracts = one.pagesAccountContractByAccountKey
        return [
          [one.accountKey, one.name, one.industry, one.country, moment(one.createdAt)],
          health && [health.healthScore, health.healthBand],
          revenue && [revenue.mrr, revenue.plan],
          seats && [seats.members, seats.activeSeats],
          people && [people.users, people.activeUsers, people.buyerClass],
          contracts && [contracts.limitsReached, contracts.nextRenewalOn],
        ]
      },
      bare: ([one]: Data) => [
        [one.account_key, one.name, one.industry, one.country, moment(one.created_at)],
        one.health && [one.health.health_score, one.health.health_band],
        one.revenue && [one.revenue.mrr, one.revenue.plan],
        one.seats && [one.seats.members, one.seats.active_seats].map(String),
        one.people && [String(one.people.users), String(one.people.active_users), one.people.buyer_class],
        one.contracts && [String(one.contracts.limits_reached), one.contracts.next_renewal_on],
      ],
    },
  }
}

const page: Question = {
  name: 'page',
  weight: 0.5,
  variables: (turn) => ({ count: 100 - (turn % 2) }),
  plumbline: `query List($count: Int) { accounts(first: $count) {
    nodes { key name industry country sizeBand createdAt }
    pageInfo { hasNextPage endCursor }
  } }`,
  postgraphile: `query List($count: Int) { allAccounts(first: $count) {
    nodes { accountKey name industry country accountSizeBand createdAt }
    pageInfo { hasNextPage endCursor }
  } }`,
  read: {
    plumbline: ({ accounts }: Data) => [
      accounts.nodes.map((one: Data) => [
        one.key,
        one.name,
        one.industry,
        one.country,
        one.sizeBand,
        moment(one.createdAt),
      ]),
      accounts.pageInfo.hasNextPage,
    ],
    postgraphile: ({ allAccounts }: Data) => [
      allAccounts.nodes.map((one: Data) => [
        one.accountKey,
        one.name,
        one.industry,
        one.country,
        one.accountSizeBand,
        moment(one.createdAt),
      ]),
      allAccounts.pageInfo.hasNextPage,
    ],
    bare: (data: Data) => [
      data.nodes.map((one: Data) => [
        one.account_key,
        one.name,
        one.industry,
        one.country,
        one.account_size_band,
        moment(one.created_at),
      ]),
      data.hasNextPage,
    ],
  },
}

const metric: Question = {
  name: 'metric',
  weight: 0.5,
  variables: (turn) => ({ since: turn % 2 === 0 ? '2024-11-04' : '2024-11-11' }),
  plumbline: `query Metric($since: Date) {
    engagement(grain: WEEK, by: [SIGNUP_SOURCE], period: { from: $since }) {
      rows { period signupSource activeUsers { value } }
    }
  }`,
  postgraphile: `query Metric($since: Date!) {
    peersActiveUsersByWeek(since: $since) { nodes { period signupSource activeUsers } }
  }`,
  read: {
    plumbline: ({ engagement }: Data) =>
      engagement.rows.map((one: Data) => [one.period, one.signupSource, one.activeUsers.value]),
    postgraphile: ({ peersActiveUsersByWeek }: Data) =>
      peersActiveUsersByWeek.nodes.map((one: Data) => [one.period, one.signupSource, one.activeUsers]),
    bare: (data: Data) => data.map((one: Data) => [one.period, one.signup_source, String(one.active_users)]),
  },
}

function moment(text: string | null): number | null {
  return text === null ? null : Date.parse(text)
}
