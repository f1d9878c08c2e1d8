import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, startServerUnderTest } from './server-under-test.ts'
import type { ServerUnderTest } from './server-under-test.ts'
import { smallCompany } from './small-company.ts'
import { slowTest } from '../harness/slow-test.ts'

let server: ServerUnderTest

beforeAll(async () => {
  server = await startServerUnderTest({
    ...smallCompany,
    'contracts.csv': `contract_id,account_id,start_date,end_date,arr,seats,committed_units,meter
k1,globex,2025-01-01,2025-05-31,1200,4,10,commit
`,
    'plan_limits.csv': `plan,meter,limit_quantity,kind
free,commit,2,cumulative
`,
    'conversation_tags.csv': `tag_id,account_id,workspace_id,user_id,tag,said_at,channel
t1,,,bob,no_authority,2025-03-20T10:00:00Z,call
`,
  })
})

afterAll(() => server.stop())

const page = `
  key
  health { score band trend components { component weight score } asOf definitionHash }
  segment { segment previousSegment planState }
  recurringRevenue { mrr plan originMotion months { month mrr } motions { motion mrr } }
  seats { members activeSeats purchasedSeats employees roleHeadcount penetration utilisation }
  people { users activeUsers buyers buyersWhoAreUsers buyerClass }
  contracts {
    limits { workspaceId meter plan state used limit reachedAt projectedReachOn }
    consumption { meter state committed expected consumed projected endsOn exhaustsOn }
    renewals { contractId renewalOn arr hasOpenExpansion }
  }
  signals(isOpen: true) { nodes { signal subjectKey } }
`

test('an account page shows what is true of the account now', async () => {
  const { data, errors } = await server.ask(`{ account(id: "acme") { ${page} } }`)
  expect(errors).toBeUndefined()
  expect(at(data, 'account')).toMatchObject({
    recurringRevenue: {
      mrr: '150',
      plan: 'team',
      months: [
        { month: '2025-01-01', mrr: '100' },
        { month: '2025-02-01', mrr: '150' },
        { month: '2025-03-01', mrr: '150' },
      ],
    },
    // ada and bob; cy has left
    seats: {
      members: 2,
      activeSeats: 2,
      purchasedSeats: null,
      employees: 120,
      penetration: '0.016666666667',
    },
    // ada, bob and cy; finance pays for the second customer
    people: { users: 3, activeUsers: 2, buyers: 2, buyersWhoAreUsers: 1, buyerClass: 'overlap' },
    contracts: { consumption: [], renewals: [] },
  })
})

test('an account page shows limits, commitments and renewals', async () => {
  const { data, errors } = await server.ask(`{ account(id: "globex") { ${page} } }`)
  expect(errors).toBeUndefined()
  expect(at(data, 'account.contracts')).toEqual({
    // dee has committed twice in the free workspace w3
    limits: [
      expect.objectContaining({
        workspaceId: 'w3',
        meter: 'commit',
        state: 'reached',
        used: '2',
        limit: '2',
      }),
    ],
    consumption: [
      expect.objectContaining({ meter: 'commit', committed: '10', consumed: '2', endsOn: '2025-05-31' }),
    ],
    renewals: [{ contractId: 'k1', renewalOn: '2025-05-31', arr: '1200', hasOpenExpansion: false }],
  })
})

slowTest('every number of a page equals the metric of the account', async () => {
  const { data, errors } = await server.ask(`{
    accounts { nodes { ${page} } }
    health: metrics(input: { metrics: [HEALTH_SCORE], by: [ACCOUNT] }) { rows }
    mrr: metrics(input: { metrics: [MRR], by: [ACCOUNT] }) { rows }
    users: metrics(input: { metrics: [MONTHLY_ACTIVE_USERS], by: [ACCOUNT] }) { rows }
    buyers: metrics(input: { metrics: [BUYERS, BUYERS_WHO_ARE_USERS], by: [ACCOUNT] }) { rows }
    segments: metrics(input: { metrics: [ACCOUNTS_BY_SEGMENT], by: [ACCOUNT, SEGMENT] }) { rows }
    seats: metrics(input: { metrics: [PURCHASED_SEATS, SEAT_UTILISATION], by: [ACCOUNT] }) { rows }
  }`)
  expect(errors).toBeUndefined()
  const pages = at(data, 'accounts.nodes') as readonly Readonly<Record<string, unknown>>[]
  const shown = (...paths: readonly string[]) =>
    pages
      .map((one) => [one['key'], ...paths.map((path) => at(one, path))])
      .filter(([, first]) => first !== undefined && first !== null && Number(first) !== 0)
      .map(([key, ...values]) => [
        key,
        ...values.map((value) => (isNaN(Number(value)) ? value : Number(value))),
      ])
      .sort()
  const rows = (name: string) =>
    (at(data, `${name}.rows`) as readonly (readonly unknown[])[])
      .map(([key, ...values]) => [
        key,
        ...values.map((value) => (isNaN(Number(value)) ? value : Number(value))),
      ])
      .filter(([, first]) => first !== 0)
      .sort()
  expect(shown('health.score')).toEqual(rows('health'))
  expect(shown('recurringRevenue.mrr')).toEqual(rows('mrr'))
  expect(shown('people.activeUsers')).toEqual(rows('users'))
  expect(shown('people.buyers', 'people.buyersWhoAreUsers')).toEqual(rows('buyers'))
  expect(shown('seats.purchasedSeats', 'seats.utilisation')).toEqual(rows('seats'))
  const segments = pages.flatMap(({ key, segment }) =>
    segment === null ? [] : [[key, at(segment, 'segment')]],
  )
  expect(segments.sort()).toEqual(rows('segments').map(([key, segment]) => [key, segment]))
  for (const { recurringRevenue } of pages) {
    if (recurringRevenue === null) continue
    const motions = at(recurringRevenue, 'motions.*.mrr') as readonly string[]
    expect(motions.reduce((sum, mrr) => sum + Number(mrr), 0)).toBeCloseTo(
      Number(at(recurringRevenue, 'mrr')),
      6,
    )
  }
})

test('the signals of an account are those of the feed', async () => {
  const { data, errors } = await server.ask(`{
    account(id: "acme") { signals { nodes { signal subjectKey detectedAt } } }
    signals(accounts: ["acme"], first: 20) { nodes { signal subjectKey detectedAt } }
  }`)
  expect(errors).toBeUndefined()
  expect(at(data, 'account.signals.nodes')).toEqual(at(data, 'signals.nodes'))
  expect(at(data, 'account.signals.nodes.*.signal')).toContain('authority_conversation')
})

slowTest(
  'the pages of all accounts are read with one statement for each part and for the signals',
  async () => {
    server.queries()
    const { errors } = await server.ask(
      '{ accounts { nodes { seats { members } signals { nodes { signal } } } } }',
    )
    expect(errors).toBeUndefined()
    const sent = server.queries()
    expect(sent.filter((statement) => statement.includes('as feed')).length).toBe(1)
    expect(sent.filter((statement) => /pages\.account_seats/.test(statement)).length).toBe(1)
  },
)

test('a page of signals of one account continues after its cursor', async () => {
  const all = await server.ask('{ account(id: "acme") { signals { nodes { signal subjectKey } } } }')
  const one = await server.ask(
    '{ account(id: "acme") { signals(first: 1) { nodes { signal subjectKey } pageInfo { hasNextPage endCursor } } } }',
  )
  expect(at(one.data, 'account.signals.pageInfo.hasNextPage')).toBe(true)
  const after = at(one.data, 'account.signals.pageInfo.endCursor')
  const rest = await server.ask(
    'query ($after: String!) { account(id: "acme") { signals(after: $after) { nodes { signal subjectKey } } } }',
    { after },
  )
  expect([
    ...(at(one.data, 'account.signals.nodes') as unknown[]),
    ...(at(rest.data, 'account.signals.nodes') as unknown[]),
  ]).toEqual(at(all.data, 'account.signals.nodes'))
})

slowTest(
  'a part is rejected, and no other, when its numbers would be wrong or its tables are missing',
  async () => {
    const periods = smallCompany['subscription_periods.csv'] ?? ''
    const mixed = await startServerUnderTest({
      ...smallCompany,
      'subscription_periods.csv': periods.replace('600.00,year,USD', '600.00,year,EUR'),
    })
    try {
      const { data, errors = [] } = await mixed.ask(`{
      account(id: "acme") {
        key
        recurringRevenue { mrr }
        contracts { limits { meter } }
      }
      metrics(input: { metrics: [MRR], by: [ACCOUNT] }) { rows }
    }`)
      expect(at(data, 'account')).toEqual({ key: 'acme', recurringRevenue: null, contracts: null })
      const codes = errors.map(({ path, extensions }) => [path?.at(-1), extensions['code']])
      expect(codes.sort()).toEqual([
        ['contracts', 'METRIC_UNAVAILABLE'],
        ['metrics', 'MIXED_CURRENCIES'],
        ['recurringRevenue', 'MIXED_CURRENCIES'],
      ])
    } finally {
      await mixed.stop()
    }
  },
)
