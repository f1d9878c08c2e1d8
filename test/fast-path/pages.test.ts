import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBothWays, type BothWays, type Role } from './both-ways.ts'
import { oneEngine } from '../harness/engine-kinds.ts'

let server: BothWays

beforeAll(async () => {
  server = await startBothWays(oneEngine, 1)
})

afterAll(() => server.stop())

/** The data of an answer, which must be the same both ways, and given ahead of the resolvers. */
async function ahead(query: string, variables = {}, role: Role = 'everything'): Promise<unknown> {
  const answers = await server.ask(role, { query, variables })
  expect(answers.ahead).toEqual(answers.resolved)
  expect(answers.isAhead, answers.ahead.text).toBe(true)
  const { data } = JSON.parse(answers.ahead.text) as { readonly data: unknown }
  return data
}

interface Page {
  readonly nodes: readonly { readonly key: string }[]
  readonly pageInfo: Readonly<Record<'startCursor' | 'endCursor', string>> &
    Readonly<Record<'hasNextPage' | 'hasPreviousPage', boolean>>
}

const lists = [
  ['accounts', 'orderBy: [{ field: CREATED_AT, direction: DESC }, { field: NAME }]'],
  ['accounts', 'orderBy: [{ field: EMPLOYEE_COUNT }]'],
  ['users', 'orderBy: [{ field: EMAIL, direction: DESC }]'],
  ['workspaces', ''],
  ['buyers', 'orderBy: [{ field: KEY, direction: DESC }]'],
] as const

test.for(lists)('all pages of %s %s have the same bytes, forwards and backwards', async ([list, order]) => {
  const page = async (direction: string, size: number, cursor: string | null): Promise<Page> => {
    const [amount, beyond] = direction === 'forwards' ? ['first', 'after'] : ['last', 'before']
    const data = await ahead(
      `query Page($size: Int, $cursor: String) { ${list}(${amount}: $size, ${beyond}: $cursor, ${order}) {
        totalCount edges { cursor node { id } } nodes { key }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      } }`,
      { size, cursor },
    )
    return (data as Readonly<Record<string, Page>>)[list] as Page
  }
  const all = (await page('forwards', 200, null)).nodes.map(({ key }) => key)
  expect(all.length).toBeGreaterThan(2)
  for (const direction of ['forwards', 'backwards']) {
    const seen: string[] = []
    let cursor: string | null = null
    for (let more = true; more;) {
      const { nodes, pageInfo }: Page = await page(direction, 2, cursor)
      const keys = nodes.map(({ key }) => key)
      if (direction === 'forwards') seen.push(...keys)
      else seen.unshift(...keys)
      more = direction === 'forwards' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage
      cursor = direction === 'forwards' ? pageInfo.endCursor : pageInfo.startCursor
    }
    expect(seen).toEqual(all)
  }
})

test('children, references and parts of the account page have the same bytes, for every role that sees them', async () => {
  const query = `query Page($id: ID!) { account(id: $id) {
    __typename id key kind name employeeCount createdAt parent { id kind }
    health { asOf definitionHash score band components { component weight score } }
    people { users activeUsers buyerClass } recurringRevenue { mrr months { month mrr } }
    users(last: 2, orderBy: [{ field: CREATED_AT }]) {
      totalCount edges { cursor node { ...Person } } pageInfo { hasPreviousPage hasNextPage startCursor endCursor }
    }
    workspaces(first: 1) { nodes { key rollUpMethod rollUpConfidence createdBy { key } members { nodes { joinedAt leftAt } } } }
    none: users(where: [{ id: { eq: "none" } }]) { nodes { key } pageInfo { __typename hasPreviousPage } }
    buyers @skip(if: false) { nodes { payerEmail isUser account { key } user { ...Person } } }
  } }
  fragment Person on User { key email name invitedOrSelf isRegistered workspaces { nodes { key account { key } } } }`
  for (const role of ['everything', 'tenant', 'masked', 'hashed'] as const)
    for (const id of server.accounts.filter((_key, place) => place % 2 === 0).slice(0, 3))
      await ahead(query, { id }, role)
})

const queries = [
  '{ revenue(grain: MONTH, by: [INDUSTRY]) { rows { period industry mrr { amount currency } newMrr { amount } } pageInfo { hasNextPage endCursor } provenance { asOf dataAsOf refreshedAt timeZone servedFrom notes policyHash parameters metrics { metric description version definitionHash immatureShare deviations { option used } } } } }',
  '{ signups(by: [SIGNUP_SOURCE], grain: WEEK, first: 3, orderBy: [{ field: SIGNUPS, direction: DESC }]) { rows { __typename period isPartial others source: signupSource signups { value compared { to growth } } } pageInfo { hasNextPage endCursor } } }',
  'query ($sources: [String!]!) { engagement(grain: MONTH, where: [{ signupSource: { notIn: $sources } }], compareTo: ["previous"]) { rows { ...Row } } } fragment Row on EngagementRow { period activeUsers { value compared { to earlier change } } }',
  '{ metrics(input: { metrics: [MRR, ACTIVE_USERS], by: [INDUSTRY], grain: MONTH, parts: true }) { columns { name kind type unit currency metric dimension } rows others { dimension value } provenance { metrics { metric column } notes } } again: revenue { rows { mrr { amount } } } accounts(first: 1) { nodes { key createdAt } } }',
  '{ retention: userRetention(grain: MONTH) { rows { cohort age userRetentionRate { value numerator denominator maturity } } } }',
]

test('queries for metrics have the same bytes, for every role that sees them', async () => {
  for (const query of queries)
    for (const role of ['everything', 'tenant', 'masked'] as const)
      for (const _time of ['planned', 'kept']) await ahead(query, { sources: ['google', 'referral'] }, role)
})

const othersFirst = [
  '{ revenue(grain: MONTH) { rows { mrr { amount } } totals { mrr { amount } } } }',
  '{ revenue(by: [INDUSTRY], top: { dimension: INDUSTRY, count: 1 }) { rows { industry mrr { amount } } } }',
  '{ revenue(asOf: "yesterday") { rows { mrr { amount } } } }',
  '{ metrics(input: { metrics: [MRR], by: [SIGNUP_SOURCE] }) { rows } }',
]

test.for(othersFirst)('%s needs more than one statement, or is an error: it is resolved', async (query) => {
  const answers = await server.ask('everything', { query, variables: {} })
  expect(answers.isAhead).toBe(false)
  expect(answers.ahead).toEqual(answers.resolved)
})

test('requests at the same time get their own answers, each with its role', async () => {
  const query = 'query ($id: ID!) { account(id: $id) { key name users { nodes { key email } } } }'
  const ids = [...server.accounts, ...server.accounts, 'unknown']
  const asked = ids.flatMap((id) =>
    (['everything', 'tenant', 'masked'] as const).map((role) => ({ id, role })),
  )
  const answers = await Promise.all(
    asked.map(({ id, role }) => server.ask(role, { query, variables: { id } })),
  )
  for (const { ahead, resolved } of answers) expect(ahead).toEqual(resolved)
})

test('an alias that is an instant in one place and a text in another is resolved', async () => {
  const query = '{ accounts(first: 1) { nodes { name: createdAt users { nodes { name } } } } }'
  const answers = await server.ask('everything', { query, variables: {} })
  expect(answers.isAhead).toBe(false)
  expect(answers.ahead).toEqual(answers.resolved)
})

test('what a role may not see is resolved, with the same errors', async () => {
  const query = '{ accounts(first: 1) { nodes { key users { nodes { key } } } } }'
  const answers = await server.ask('few', { query, variables: {} })
  expect(answers.isAhead).toBe(false)
  expect(answers.ahead).toEqual(answers.resolved)
  expect(answers.ahead.text).toContain('FORBIDDEN')
})

test('a tenant finds no account of another tenant by its key', async () => {
  const [, other] = server.accounts
  const answers = await server.ask('tenant', {
    query: 'query ($id: ID!) { account(id: $id) { key } }',
    variables: { id: other },
  })
  expect(JSON.parse(answers.ahead.text)).toMatchObject({ data: { account: null } })
})
