import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, startServerUnderTest } from './server-under-test.ts'
import type { ServerUnderTest } from './server-under-test.ts'
import { smallCompany } from './small-company.ts'
import { slowTest } from '../harness/slow-test.ts'
import { oneEngine } from '../harness/engine-kinds.ts'

let server: ServerUnderTest

beforeAll(async () => {
  server = await startServerUnderTest(
    {
      ...smallCompany,
      'contracts.csv': `contract_id,account_id,start_date,end_date,arr,seats,predecessor_id
k1,globex,2024-06-01,2025-05-31,1200,4,
k2,acme,2025-01-01,2025-12-31,2400,,
`,
      'plan_limits.csv': `plan,meter,limit_quantity,kind
free,commit,2,cumulative
`,
      'invoices.csv': `invoice_id,customer_id,subscription_id,issued_at,due_at,paid_at,subtotal,total,amount_paid,currency,status
i1,c1,s1,2025-01-10T00:00:00Z,2025-02-09T00:00:00Z,2025-01-12T00:00:00Z,100,119,119,USD,paid
i2,c1,s1,2025-02-10T00:00:00Z,2025-03-12T00:00:00Z,,100,119,,USD,open
i3,c2,s2,2025-02-10T00:00:00Z,2025-03-12T00:00:00Z,2025-02-20T00:00:00Z,600,714,714,USD,paid
`,
      'opportunities.csv': `opportunity_id,account_id,created_at,closed_at,is_won,is_closed,stage,type,arr,owner_rep_id
o1,acme,2025-02-01T00:00:00Z,2025-03-01T00:00:00Z,true,true,won,expansion,500,r1
o2,globex,2025-03-01T00:00:00Z,,false,false,demo,new,900,r1
`,
      'sales_touches.csv': `touch_id,account_id,contact_id,opportunity_id,rep_id,kind,occurred_at,is_automated
t1,acme,,o1,r1,call,2025-02-10T00:00:00Z,false
t2,acme,,,r1,email,2025-02-11T00:00:00Z,true
`,
      'support_tickets.csv': `ticket_id,account_id,workspace_id,opened_at,satisfaction
st1,,w3,2025-03-02T00:00:00Z,4
`,
      'invitations.csv': `invitation_id,inviter_user_id,workspace_id,invitee_key,sent_at,accepted_at,accepted_user_id
n1,ada,w1,bob@acme.com,2025-01-01T12:00:00Z,2025-01-02T10:00:00Z,bob
n2,ada,w1,gus@acme.com,2025-03-01T12:00:00Z,,
`,
    },
    oneEngine,
  )
  await server.ask('{ catalog { dataAsOf } }')
})

afterAll(() => server.stop())

const globalId = (type: string, key: string) => Buffer.from(`${type}:${key}`).toString('base64')

/** The keys of all pages of one item, from the end of a list to its start. */
async function backwards(list: string, order: string): Promise<readonly unknown[]> {
  const seen: unknown[] = []
  let before: unknown = null
  for (;;) {
    const { data, errors } = await server.ask(
      `query Page($before: String) { ${list}(last: 1, before: $before, orderBy: ${order}) { nodes { key } pageInfo { hasNextPage hasPreviousPage startCursor } } }`,
      { before },
    )
    expect(errors).toBeUndefined()
    expect(at(data, `${list}.pageInfo.hasNextPage`)).toBe(before !== null)
    seen.push(at(data, `${list}.nodes.0.key`))
    if (at(data, `${list}.pageInfo.hasPreviousPage`) === false) return seen
    before = at(data, `${list}.pageInfo.startCursor`)
  }
}

describe('pages', () => {
  test.each([
    ['accounts', '{ field: KEY }'],
    ['accounts', '{ field: KEY, direction: DESC }'],
    ['accounts', '{ field: EMPLOYEE_COUNT }'],
    ['accounts', '[{ field: EMPLOYEE_COUNT, direction: DESC }, { field: NAME }]'],
    ['accounts', '{ field: MRR, direction: DESC }'],
    ['accounts', '[{ field: SEGMENT }, { field: HEALTH_SCORE }, { field: NAME }]'],
    ['accounts', '{ field: LATEST_SIGNAL, direction: DESC }'],
    ['users', '[{ field: NAME }, { field: CREATED_AT, direction: DESC }]'],
    ['invoices', '[{ field: PAID_AT }, { field: TOTAL, direction: DESC }]'],
    ['invoices', '[{ field: IS_UNCOLLECTIBLE }, { field: SUBTOTAL }, { field: KEY, direction: DESC }]'],
  ])('%s in the order %s are the same from the end as from the start', async (list, order) => {
    const { data } = await server.ask(`{ ${list}(orderBy: ${order}) { nodes { key } } }`)
    const forwards = at(data, `${list}.nodes.*.key`) as unknown[]
    expect(forwards.length).toBeGreaterThan(2)
    expect(await backwards(list, order)).toEqual(forwards.toReversed())
  })

  test('accounts in the order of their revenue have it in that order, those without any last', async () => {
    const { data } = await server.ask(
      '{ accounts(orderBy: { field: MRR, direction: DESC }) { nodes { recurringRevenue { mrr } } } }',
    )
    const nodes = at(data, 'accounts.nodes') as readonly { recurringRevenue: { mrr: string } | null }[]
    const amounts = nodes.map((node) => Number(node.recurringRevenue?.mrr ?? -1))
    expect(amounts[0]).toBeGreaterThan(0)
    expect(amounts).toEqual(amounts.toSorted((one, other) => other - one))
  })

  slowTest('equal values of the first order are in the second order', async () => {
    const { data } = await server.ask(
      '{ invoices(orderBy: [{ field: ISSUED_AT, direction: DESC }, { field: TOTAL, direction: DESC }]) { nodes { key } } }',
    )
    expect(at(data, 'invoices.nodes.*.key')).toEqual(['i3', 'i2', 'i1'])
  })

  test('a page between two cursors has what lies between them', async () => {
    const { data } = await server.ask('{ users { edges { cursor } } }')
    const [first, , , last] = at(data, 'users.edges.*.cursor') as string[]
    const between = await server.ask(
      'query ($after: String, $before: String) { users(after: $after, before: $before) { nodes { key } } }',
      { after: first, before: last },
    )
    expect(at(between.data, 'users.nodes.*.key')).toEqual(['bob', 'cy'])
  })

  slowTest('every account has its own last page', async () => {
    const { data } = await server.ask('{ accounts { nodes { workspaces(last: 1) { nodes { key } } } } }')
    expect(at(data, 'accounts.nodes.*.workspaces.nodes.*.key')).toEqual([['w2'], ['w3'], ['w4']])
  })

  test('variables that are null are like absent ones, as Relay sends them', async () => {
    const { data, errors } = await server.ask(
      `query ($count: Int, $cursor: String, $where: [AccountFilterInput!], $orderBy: [AccountOrderInput!]) {
        accounts(first: $count, after: $cursor, last: $count, before: $cursor, where: $where, orderBy: $orderBy) { totalCount }
      }`,
      { count: null, cursor: null, where: null, orderBy: null },
    )
    expect(errors).toBeUndefined()
    expect(at(data, 'accounts.totalCount')).toBe(3)
  })

  test.each([
    ['accounts(first: 1, last: 1) { totalCount }', /first and last exclude each other/],
    ['accounts(last: 0) { totalCount }', /last is 0; it must be from 1 to 200/],
    ['accounts(where: { or: [] }) { totalCount }', /or has no items/],
    ['accounts(before: "nonsense") { totalCount }', /belongs to another list or another order/],
    [
      'accounts(where: { metric: { name: USER_RETENTION_RATE, is: { gt: 0 } } }) { totalCount }',
      /USER_RETENTION_RATE|user_retention_rate/,
    ],
  ])('%s is rejected', async (field, message) => {
    const { errors = [] } = await server.ask(`{ ${field} }`)
    expect(errors.map((error) => error.message)).toEqual([expect.stringMatching(message)])
  })

  test('a list is counted only when the count is selected', async () => {
    server.queries()
    await server.ask('{ accounts { nodes { key } } }')
    expect(server.queries().filter((statement) => statement.includes('count(*)'))).toEqual([])
    await server.ask('{ accounts { totalCount nodes { key } } }')
    expect(server.queries().filter((statement) => statement.includes('count(*)')).length).toBe(1)
  })
})

describe('conditions', () => {
  test.each([
    [
      'accounts',
      '{ or: [{ name: { eq: "Acme" } }, { employeeCount: { isNull: true } }] }',
      ['acme', 'ws:w4'],
    ],
    // not is the complement, so that unknown values are in it
    ['accounts', '{ not: { employeeCount: { lt: 100 } } }', ['acme', 'ws:w4']],
    ['accounts', '{ and: [{ kind: { eq: COMPANY } }, { not: { country: { eq: "DE" } } }] }', ['globex']],
    [
      'accounts',
      '{ kind: { eq: COMPANY }, or: [{ country: { eq: "DE" } }, { country: { eq: "FR" } }] }',
      ['acme'],
    ],
    ['accounts', '{ metric: { name: MRR, is: { gt: "100" } } }', ['acme']],
    // an account without revenue has a revenue of zero
    ['accounts', '{ metric: { name: MRR, is: { lt: "1" } } }', ['ws:w4']],
    ['accounts', '{ metric: { name: MONTHLY_ACTIVE_USERS, is: { eq: "1" } } }', ['globex', 'ws:w4']],
    ['accounts', '{ state: { mrr: { gte: "150" } } }', ['acme']],
    ['accounts', '{ state: { daysToRenewal: { lte: 90 } } }', ['globex']],
    ['accounts', '{ state: { limitsReached: { gt: 0 }, daysToRenewal: { lte: 61 } } }', ['globex']],
    ['accounts', '{ state: { daysToRenewal: { lte: 60 } } }', []],
    ['accounts', '{ state: { nextRenewalOn: { isNull: true } } }', ['acme', 'ws:w4']],
    ['accounts', '{ state: { members: { eq: 2 } } }', ['acme']],
    ['accounts', '{ search: "ACM" }', ['acme']],
    ['accounts', '{ search: "globex.com" }', ['globex']],
    ['users', '{ search: "gmail" }', ['eve']],
    ['workspaces', '{ search: "ocket" }', ['w1']],
    ['buyers', '{ search: "finance@" }', ['c2']],
    ['invoices', '{ paidAt: { isNull: true } }', ['i2']],
    ['invoices', '{ account: { eq: "acme" }, total: { gt: "200" } }', ['i3']],
    ['signedContracts', '{ endDate: { lte: "2025-06-30" } }', ['k1']],
    ['salesOpportunities', '{ outcome: { in: ["open"] } }', ['o2']],
    ['touches', '{ isAutomated: { eq: false } }', ['t1']],
    ['tickets', '{ workspace: { eq: "w3" } }', ['st1']],
    ['sentInvitations', '{ acceptedAt: { isNull: true } }', ['n2']],
    ['subscriptions', '{ isCurrent: { eq: true }, buyer: { eq: "c2" } }', ['s2']],
  ])('%s(where: %s) are %j', async (list, where, expected) => {
    const { data, errors } = await server.ask(`{ ${list}(where: ${where}) { totalCount nodes { key } } }`)
    expect(errors).toBeUndefined()
    expect(at(data, `${list}.nodes.*.key`)).toEqual(expected)
    expect(at(data, `${list}.totalCount`)).toBe(expected.length)
  })

  slowTest('a state selects the accounts whose page shows it', async () => {
    const { data, errors } = await server.ask(
      '{ accounts { nodes { key health { score } segment { segment } } } }',
    )
    expect(errors).toBeUndefined()
    const pages = at(data, 'accounts.nodes') as readonly Readonly<Record<string, unknown>>[]
    const segments = new Set(
      pages.flatMap((page) => (page['segment'] === null ? [] : [at(page, 'segment.segment')])),
    )
    expect(segments.size).toBeGreaterThan(0)
    for (const segment of segments) {
      const found = await server.ask(
        'query ($segment: String!) { accounts(where: { state: { segment: { eq: $segment } } }) { nodes { key } } }',
        { segment },
      )
      expect(at(found.data, 'accounts.nodes.*.key')).toEqual(
        pages
          .filter((page) => page['segment'] !== null && at(page, 'segment.segment') === segment)
          .map(({ key }) => key),
      )
    }
    const healthy = await server.ask(
      '{ accounts(where: { not: { state: { healthScore: { lt: "40" } } } }) { nodes { key } } }',
    )
    expect(at(healthy.data, 'accounts.nodes.*.key')).toEqual(
      pages
        .filter(
          (page) =>
            !(
              page['health'] !== null &&
              at(page, 'health.score') !== null &&
              Number(at(page, 'health.score')) < 40
            ),
        )
        .map(({ key }) => key),
    )
  })
})

describe('objects', () => {
  slowTest('nodes finds objects of every type by their ids, in their order', async () => {
    const ids = [
      globalId('Invoice', 'i3'),
      globalId('Account', 'acme'),
      globalId('Contract', 'nobody'),
      globalId('Touch', 't1'),
    ]
    const { data, errors } = await server.ask(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Invoice { total } ... on Account { name } } }',
      { ids },
    )
    expect(errors).toBeUndefined()
    expect(at(data, 'nodes')).toEqual([
      { __typename: 'Invoice', id: ids[0], total: '714' },
      { __typename: 'Account', id: ids[1], name: 'Acme' },
      null,
      { __typename: 'Touch', id: ids[3] },
    ])
  })

  test('an account has its invoices, subscriptions, contracts, opportunities, touches, tickets and invitations', async () => {
    const { data, errors } = await server.ask(`{
      accounts {
        nodes {
          key
          invoices(orderBy: [{ field: TOTAL, direction: DESC }]) { totalCount nodes { key total paidAt buyer { key } subscription { key } } }
          subscriptions { nodes { key plan monthlyAmount isCurrent invoices { nodes { key } } } }
          signedContracts { nodes { key arr endDate seats } }
          salesOpportunities { nodes { key outcome stage touches { nodes { key kind } } } }
          touches { totalCount }
          tickets { nodes { key satisfaction workspace { name } } }
          sentInvitations { nodes { key inviterUser { key } inviteeUser { key } acceptedAt } }
        }
      }
    }`)
    expect(errors).toBeUndefined()
    const [acme, globex] = at(data, 'accounts.nodes') as readonly unknown[]
    expect(acme).toEqual({
      key: 'acme',
      invoices: {
        totalCount: 3,
        nodes: [
          {
            key: 'i3',
            total: '714',
            paidAt: '2025-02-20T00:00:00Z',
            buyer: { key: 'c2' },
            subscription: { key: 's2' },
          },
          {
            key: 'i1',
            total: '119',
            paidAt: '2025-01-12T00:00:00Z',
            buyer: { key: 'c1' },
            subscription: { key: 's1' },
          },
          { key: 'i2', total: '119', paidAt: null, buyer: { key: 'c1' }, subscription: { key: 's1' } },
        ],
      },
      subscriptions: {
        nodes: [
          {
            key: 's1',
            plan: 'team',
            monthlyAmount: '100',
            isCurrent: true,
            invoices: { nodes: [{ key: 'i1' }, { key: 'i2' }] },
          },
          {
            key: 's2',
            plan: 'team',
            monthlyAmount: '50',
            isCurrent: true,
            invoices: { nodes: [{ key: 'i3' }] },
          },
        ],
      },
      signedContracts: { nodes: [{ key: 'k2', arr: '2400', endDate: '2025-12-31', seats: null }] },
      salesOpportunities: {
        nodes: [
          { key: 'o1', outcome: 'won', stage: 'won', touches: { nodes: [{ key: 't1', kind: 'call' }] } },
        ],
      },
      touches: { totalCount: 2 },
      tickets: { nodes: [] },
      sentInvitations: {
        nodes: [
          {
            key: 'n1',
            inviterUser: { key: 'ada' },
            inviteeUser: { key: 'bob' },
            acceptedAt: '2025-01-02T10:00:00Z',
          },
          { key: 'n2', inviterUser: { key: 'ada' }, inviteeUser: null, acceptedAt: null },
        ],
      },
    })
    expect(at(globex, 'tickets.nodes')).toEqual([
      { key: 'st1', satisfaction: '4', workspace: { name: 'Doom' } },
    ])
  })

  slowTest('lists of all accounts are read with one statement for each list', async () => {
    const page = `query ($first: Int) { accounts(first: $first) { nodes {
      invoices { nodes { key } } subscriptions { nodes { key } } signedContracts { nodes { key } }
      touches { nodes { key } } salesOpportunities { nodes { key } }
    } } }`
    server.queries()
    await server.ask(page, { first: 1 })
    const forOne = server.queries()
    await server.ask(page, { first: 50 })
    expect(server.queries().length).toBe(forOne.length)
    expect(forOne.filter((statement) => statement.includes('pages')).length).toBe(5)
  })
})

describe('metrics of an account', () => {
  test('they are those of the query by account, in one query for all accounts', async () => {
    server.queries()
    const { data, errors } = await server.ask(`{
      accounts { nodes { key metrics(names: [MRR, MONTHLY_ACTIVE_USERS], grain: MONTH, period: { relative: "last 3 months" }) { metric currency points { period value } } } }
    }`)
    expect(errors).toBeUndefined()
    const sent = server.queries()
    const direct = await server.ask(
      '{ metrics(input: { metrics: [MRR, MONTHLY_ACTIVE_USERS], by: [ACCOUNT], grain: MONTH, period: { relative: "last 3 months" } }) { columns { name kind } rows } }',
    )
    const columns = at(direct.data, 'metrics.columns.*.name') as string[]
    const kinds = at(direct.data, 'metrics.columns.*.kind') as string[]
    const rows = at(direct.data, 'metrics.rows') as readonly (readonly unknown[])[]
    const periodAt = kinds.findIndex((kind) => kind.toLowerCase() === 'period')
    for (const account of at(data, 'accounts.nodes') as readonly Readonly<Record<string, unknown>>[]) {
      const own = rows.filter((row) => row[columns.indexOf('account')] === account['key'])
      for (const [index, metric] of ['mrr', 'monthly_active_users'].entries())
        expect(at(account, `metrics.${String(index)}.points`)).toEqual(
          own.map((row) => ({ period: row[periodAt], value: row[columns.indexOf(metric)] })),
        )
    }
    // the page of accounts, and one statement for the metrics of all of them
    expect(sent.filter((statement) => /\bresult\b/.test(statement)).length).toBe(1)
  })

  test('by period they begin with the first value, whichever accounts are on the same page', async () => {
    const days = 'metrics(names: [DAILY_ACTIVE_USERS, SIGNUPS], grain: DAY) { points { period value } }'
    const { data, errors } = await server.ask(`{ accounts { nodes { key ${days} } } }`)
    expect(errors).toBeUndefined()
    const accounts = at(data, 'accounts.nodes') as readonly Readonly<Record<string, unknown>>[]
    for (const account of accounts) {
      const alone = await server.ask(`{ account(id: ${JSON.stringify(account['key'])}) { key ${days} } }`)
      expect(alone.data).toEqual({ account })
    }
    const firstDays = accounts.map((account) => [account['key'], at(account, 'metrics.0.points.0.period')])
    expect(Object.fromEntries(firstDays)).toEqual({
      acme: '2025-01-01',
      globex: '2025-02-20',
      'ws:w4': '2025-03-30',
    })
  })

  test('without a grain they are one value, zero where there is nothing to count', async () => {
    const { data, errors } = await server.ask(
      '{ account(id: "ws:w4") { revenue { value } metrics(names: [MRR, MONTHLY_ACTIVE_USERS]) { metric unit currency points { period value } } } }',
    )
    expect(errors).toBeUndefined()
    expect(at(data, 'account')).toEqual({
      revenue: { value: '0' },
      metrics: [
        { metric: 'MRR', unit: 'MONEY', currency: 'USD', points: [{ period: null, value: '0' }] },
        {
          metric: 'MONTHLY_ACTIVE_USERS',
          unit: 'COUNT',
          currency: null,
          points: [{ period: null, value: '1' }],
        },
      ],
    })
  })

  slowTest('a workspace has those of its own', async () => {
    const { data, errors } = await server.ask(
      '{ workspaces { nodes { key metrics(names: [ACTIVE_EVENTS]) { points { value } } } } metrics(input: { metrics: [ACTIVE_EVENTS], by: [WORKSPACE] }) { rows } }',
    )
    expect(errors).toBeUndefined()
    const shown = (at(data, 'workspaces.nodes') as readonly unknown[]).map((one) => [
      at(one, 'key'),
      at(one, 'metrics.0.points.0.value'),
    ])
    expect(shown).toEqual(expect.arrayContaining(at(data, 'metrics.rows') as unknown[]))
    expect(shown).toHaveLength(4)
  })

  test('metrics of cohorts are rejected with the way to query them', async () => {
    const { errors = [] } = await server.ask(
      '{ account(id: "acme") { metrics(names: [USER_RETENTION_RATE]) { metric } } }',
    )
    expect(errors.length).toBe(1)
  })
})
