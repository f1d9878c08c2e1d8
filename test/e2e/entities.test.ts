import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, startServerUnderTest } from './server-under-test.ts'
import type { ServerUnderTest } from './server-under-test.ts'
import { smallCompany } from './small-company.ts'
import { slowTest } from '../harness/slow-test.ts'
import { oneEngine } from '../harness/engine-kinds.ts'

let server: ServerUnderTest

beforeAll(async () => {
  server = await startServerUnderTest(smallCompany, oneEngine)
  // the warehouse state is read once, and does not count as a statement of the query
  await server.ask('{ catalog { dataAsOf } }')
})

afterAll(() => server.stop())

const globalId = (type: string, key: string) => Buffer.from(`${type}:${key}`).toString('base64')

test('an account is found by its key and by its global id, an unknown one is null', async () => {
  const { data } = await server.ask(`{
    byKey: account(id: "acme") { id name kind employeeCount sizeBand createdAt }
    byId: account(id: "${globalId('Account', 'acme')}") { key }
    nobody: account(id: "nobody") { key }
  }`)
  expect(data).toEqual({
    byKey: {
      id: globalId('Account', 'acme'),
      name: 'Acme',
      kind: 'COMPANY',
      employeeCount: 120,
      sizeBand: '100-199',
      // its first workspace, not the record in the CRM
      createdAt: '2025-01-01T10:05:00Z',
    },
    byId: { key: 'acme' },
    nobody: null,
  })
})

test('node finds an object of any type by its global id', async () => {
  const { data } = await server.ask(
    'query Nodes($a: ID!, $w: ID!, $u: ID!, $b: ID!, $x: ID!) { a: node(id: $a) { ...N } w: node(id: $w) { ...N } u: node(id: $u) { ...N } b: node(id: $b) { ...N } x: node(id: $x) { id } } fragment N on Node { id __typename ... on User { email } ... on Buyer { payerEmail } }',
    {
      a: globalId('Account', 'ws:w4'),
      w: globalId('Workspace', 'w1'),
      u: globalId('User', 'ada'),
      b: globalId('Buyer', 'c2'),
      x: globalId('User', 'nobody'),
    },
  )
  expect(data).toMatchObject({
    a: { id: globalId('Account', 'ws:w4'), __typename: 'Account' },
    w: { __typename: 'Workspace' },
    u: { __typename: 'User', email: 'ada@acme.com' },
    b: { __typename: 'Buyer', payerEmail: 'finance@acme.com' },
    x: null,
  })
})

test('an account has its workspaces, users, buyers and metrics', async () => {
  const { data, errors } = await server.ask(`{
    account(id: "acme") {
      workspaces { totalCount nodes { key rollUpMethod rollUpConfidence createdBy { key } members { nodes { role user { key } } } } }
      users(orderBy: { field: CREATED_AT, direction: DESC }) { totalCount nodes { key invitedOrSelf workspaces { nodes { key } } memberships(where: []) { nodes { leftAt } } } }
      buyers { nodes { key isUser user { name } workspace { name } } }
      revenue { value unit metric asOf }
      activeUsers { value }
    }
    definition: metrics(input: { metrics: [MRR, MONTHLY_ACTIVE_USERS], where: [{ dimension: ACCOUNT, is: { eq: "acme" } }] }) { rows }
  }`)
  expect(errors).toBeUndefined()
  expect(at(data, 'account')).toEqual({
    workspaces: {
      totalCount: 2,
      nodes: [
        {
          key: 'w1',
          rollUpMethod: 'EXPLICIT',
          rollUpConfidence: '1.00',
          createdBy: { key: 'ada' },
          members: {
            nodes: [
              { role: 'owner', user: { key: 'ada' } },
              { role: 'member', user: { key: 'bob' } },
            ],
          },
        },
        {
          key: 'w2',
          rollUpMethod: 'EXPLICIT',
          rollUpConfidence: '1.00',
          createdBy: { key: 'bob' },
          members: { nodes: [{ role: 'owner', user: { key: 'bob' } }] },
        },
      ],
    },
    users: {
      totalCount: 3,
      nodes: [
        {
          key: 'cy',
          invitedOrSelf: 'INVITED',
          workspaces: { nodes: [] },
          memberships: { nodes: [{ leftAt: '2025-03-01T00:00:00Z' }] },
        },
        {
          key: 'bob',
          invitedOrSelf: 'INVITED',
          workspaces: { nodes: [{ key: 'w1' }, { key: 'w2' }] },
          memberships: { nodes: [{ leftAt: '2099-01-01T00:00:00Z' }, { leftAt: null }] },
        },
        {
          key: 'ada',
          invitedOrSelf: 'SELF',
          workspaces: { nodes: [{ key: 'w1' }] },
          memberships: { nodes: [{ leftAt: null }] },
        },
      ],
    },
    buyers: {
      nodes: [
        { key: 'c1', isUser: true, user: { name: 'Ada' }, workspace: { name: 'Rockets' } },
        { key: 'c2', isUser: false, user: null, workspace: { name: 'Anvils' } },
      ],
    },
    revenue: { value: '150', unit: 'MONEY', metric: 'MRR', asOf: '2025-03-31T11:00:00.001Z' },
    activeUsers: { value: '2' },
  })
  expect(at(data, 'definition.rows')).toEqual([['150', '2']])
})

slowTest('the revenue of an account that never paid is zero, not null', async () => {
  const { data } = await server.ask('{ accounts { nodes { key revenue { value } activeUsers { value } } } }')
  expect(at(data, 'accounts.nodes')).toEqual([
    { key: 'acme', revenue: { value: '150' }, activeUsers: { value: '2' } },
    { key: 'globex', revenue: { value: '0' }, activeUsers: { value: '1' } },
    { key: 'ws:w4', revenue: { value: '0' }, activeUsers: { value: '1' } },
  ])
})

test('a key given twice, or in both forms, is one; an unknown key finds nothing', async () => {
  const acme = globalId('Account', 'acme')
  const { data } = await server.ask(
    'query Few($ids: [ID!]!) { accounts(where: { id: { in: $ids } }) { totalCount nodes { key } } users(where: { account: { in: $ids } }) { totalCount nodes { key } } }',
    { ids: ['globex', 'acme', 'acme', acme, acme, 'nobody'] },
  )
  expect(data).toEqual({
    accounts: { totalCount: 2, nodes: [{ key: 'acme' }, { key: 'globex' }] },
    users: { totalCount: 4, nodes: ['ada', 'bob', 'cy', 'dee'].map((key) => ({ key })) },
  })
})

test('a page needs the same number of statements for one account and for all', async () => {
  const page = `query Page($first: Int!) {
    accounts(first: $first) {
      totalCount
      nodes {
        parent { name }
        revenue { value }
        activeUsers { value }
        workspaces { totalCount nodes { createdBy { name } members { totalCount nodes { user { name } } } } }
        users { totalCount nodes { workspaces { nodes { name } } } }
        buyers { nodes { user { name } workspace { name } } }
      }
    }
  }`
  server.queries()
  await server.ask(page, { first: 1 })
  const forOne = server.queries()
  await server.ask(page, { first: 50 })
  const forAll = server.queries()
  expect(forAll.length).toBeGreaterThanOrEqual(forOne.length)
  // the second page also has a parent to look up; everything else is one statement for each relation and count
  expect(forAll.length).toBeLessThanOrEqual(15)
})

test.each([
  ['accounts', 'where: { kind: { eq: COMPANY } }', ['acme', 'globex']],
  ['accounts', 'where: { kind: { in: [WORKSPACE, PERSON] } }', ['ws:w4']],
  ['accounts', 'where: { employeeCount: { gte: 10 } }', ['acme']],
  ['accounts', 'where: { employeeCount: { isNull: true } }', ['ws:w4']],
  ['accounts', 'where: { icpSegment: { ne: "mid" } }', ['globex', 'ws:w4']],
  ['accounts', 'where: { name: { contains: "ME" } }', ['acme']],
  ['accounts', 'where: { parentAccountId: { eq: "acme" } }', ['globex']],
  ['accounts', `where: { id: { in: ["globex", "${globalId('Account', 'acme')}"] } }`, ['acme', 'globex']],
  [
    'accounts',
    'where: [{ createdAt: { gte: "2025-02-04T10:05:00Z" } }, { createdAt: { lt: "2025-04-01T00:00:00+02:00" } }]',
    ['globex', 'ws:w4'],
  ],
  ['workspaces', 'where: { rollUpMethod: { in: [NONE, EVENTS] } }', ['w4']],
  ['workspaces', 'where: { plan: { eq: "free" }, account: { eq: "acme" } }', ['w2']],
  ['workspaces', 'where: { deletedAt: { isNull: true }, name: { notIn: ["Doom"] } }', ['w1', 'w2', 'w4']],
  ['users', 'where: { invitedOrSelf: { eq: INVITED } }', ['bob', 'cy']],
  ['users', 'where: { email: { startsWith: "ADA" } }', ['ada']],
  ['users', 'where: { signupSource: { in: ["search"] } }', ['dee', 'eve']],
  ['buyers', 'where: { isUser: false }', ['c2']],
  ['buyers', 'where: { isDeleted: false, workspace: { eq: "w1" } }', ['c1']],
  ['buyers', 'where: { account: { eq: "globex" } }', []],
])('%s(%s) are %j', async (list, filter, expected) => {
  const { data, errors } = await server.ask(`{ ${list}(${filter}) { totalCount nodes { key } } }`)
  expect(errors).toBeUndefined()
  expect(at(data, `${list}.nodes.*.key`)).toEqual(expected)
  expect(at(data, `${list}.totalCount`)).toBe(expected.length)
})

test.each([
  ['accounts', '{ field: KEY }', ['acme', 'globex', 'ws:w4']],
  ['accounts', '{ field: KEY, direction: DESC }', ['ws:w4', 'globex', 'acme']],
  // capital letters sort before small ones on every engine; nulls sort last in both directions
  ['accounts', '{ field: NAME }', ['acme', 'ws:w4', 'globex']],
  ['accounts', '{ field: NAME, direction: DESC }', ['globex', 'ws:w4', 'acme']],
  ['accounts', '{ field: EMPLOYEE_COUNT }', ['globex', 'acme', 'ws:w4']],
  ['accounts', '{ field: CREATED_AT, direction: DESC }', ['ws:w4', 'globex', 'acme']],
  ['users', '{ field: NAME, direction: DESC }', ['eve', 'dee', 'bob', 'ada', 'cy']],
  ['users', '{ field: EMAIL }', ['ada', 'bob', 'cy', 'dee', 'eve']],
  ['buyers', '{ field: PAYER_EMAIL, direction: DESC }', ['c2', 'c1']],
  ['workspaces', '{ field: CREATED_AT, direction: DESC }', ['w4', 'w3', 'w2', 'w1']],
])('pages of %s in the order %s are consecutive without gap or repetition', async (list, order, expected) => {
  const seen: unknown[] = []
  let after: unknown = null
  for (;;) {
    const { data, errors } = await server.ask(
      `query Page($after: String) { ${list}(first: 1, after: $after, orderBy: ${order}) { edges { cursor node { key } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      { after },
    )
    expect(errors).toBeUndefined()
    expect(at(data, `${list}.pageInfo.hasPreviousPage`)).toBe(after !== null)
    expect(at(data, `${list}.pageInfo.startCursor`)).toBe(at(data, `${list}.edges.0.cursor`))
    seen.push(at(data, `${list}.edges.0.node.key`))
    if (at(data, `${list}.pageInfo.hasNextPage`) === false) break
    after = at(data, `${list}.pageInfo.endCursor`)
  }
  expect(seen).toEqual(expected)
})

slowTest('every account has its own page of a list, from one cursor', async () => {
  const page =
    'query Page($after: String) { accounts { nodes { key workspaces(first: 1, after: $after) { nodes { key } pageInfo { endCursor hasNextPage } } } } }'
  const first = await server.ask(page)
  expect(at(first, 'data.accounts.nodes.*.workspaces.nodes.*.key')).toEqual([['w1'], ['w3'], ['w4']])
  const after = at(first, 'data.accounts.nodes.0.workspaces.pageInfo.endCursor')
  const second = await server.ask(page, { after })
  expect(at(second, 'data.accounts.nodes.*.workspaces.nodes.*.key')).toEqual([['w2'], ['w3'], ['w4']])
})
