import { afterAll, beforeAll, expect, test } from 'vitest'
import { toConnectError } from '../../src/warehouse/engine/errors/connect-error.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import { at, startServerUnderTest } from './server-under-test.ts'
import type { GraphQLAnswer, ServerUnderTest } from './server-under-test.ts'
import { smallCompany } from './small-company.ts'

let server: ServerUnderTest

beforeAll(async () => {
  server = await startServerUnderTest(smallCompany)
})

afterAll(() => server.stop())

const only = ({ errors }: GraphQLAnswer) => {
  expect(errors).toHaveLength(1)
  return errors?.[0]
}

test('a metric with a missing table is rejected with the name of the table', async () => {
  const error = only(await server.ask('{ metrics(input: { metrics: [CAC] }) { rows } }'))
  expect(error?.extensions).toMatchObject({ code: 'METRIC_UNAVAILABLE', subject: 'cac', problems: ['spend'] })
})

test('a dimension of another metric is rejected with the valid ones', async () => {
  const error = only(
    await server.ask('{ metrics(input: { metrics: [SIGNUPS], by: [MOVEMENT_MOTION] }) { rows } }'),
  )
  expect(error?.extensions['code']).toBe('DIMENSION_NOT_AVAILABLE')
  expect(error?.extensions['valid']).toContain('signup_source')
})

test('an unknown option is rejected with the nearest name', async () => {
  const error = only(
    await server.ask(
      '{ metrics(input: { metrics: [ACTIVATION_RATE], options: [{ name: "activation_window", value: 1 }] }) { rows } }',
    ),
  )
  expect(error?.extensions).toMatchObject({ code: 'UNKNOWN_OPTION' })
  expect(error?.extensions['suggestions']).toContain('activation_window_hours')
})

test('an unknown metric is rejected before anything runs, with the nearest name', async () => {
  const answer = await server.ask('{ metrics(input: { metrics: [SIGN_UPS] }) { rows } }')
  expect(answer.status).toBe(400)
  expect(only(answer)?.message).toContain('Did you mean the enum value "SIGNUPS"')
})

test('a condition has exactly one operator', async () => {
  const answer = await server.ask('{ accounts(where: { name: { eq: "a", ne: "b" } }) { totalCount } }')
  expect(only(answer)?.message).toContain('exactly one key')
})

test.each([
  ['{ metrics(input: { metrics: [SIGNUPS], period: { from: "2025-02-30" } }) { rows } }', '2025-02-30'],
  ['{ metrics(input: { metrics: [SIGNUPS], asOf: "yesterday" }) { rows } }', 'yesterday'],
  ['{ accounts(where: { createdAt: { gt: "2025-02-01" } }) { totalCount } }', 'DateTime'],
  ['{ accounts(where: { createdAt: { gt: "2025-02-01T00:00:00" } }) { totalCount } }', 'DateTime'],
])('invalid syntax is rejected before anything runs: %s', async (query, part) => {
  server.statements()
  const answer = await server.ask(query)
  expect(answer.status).toBe(400)
  expect(only(answer)?.message).toContain(part)
  expect(server.statements()).toEqual([])
})

test.each([
  ['{ accounts(first: 0) { totalCount } }', 'BAD_REQUEST'],
  ['{ accounts(first: 201) { totalCount } }', 'BAD_REQUEST'],
  ['{ accounts(after: "nonsense") { totalCount } }', 'BAD_CURSOR'],
  ['{ account(id: "VXNlcjphZGE=") { key } }', 'BAD_REQUEST'],
  ['{ node(id: "acme") { id } }', 'BAD_REQUEST'],
  ['{ metrics(input: {}) { rows } }', 'BAD_REQUEST'],
])('%s is %s', async (query, code) => {
  const error = only(await server.ask(query, { first: null }))
  expect(error?.extensions['code']).toBe(code)
})

test('a cursor is rejected by another list and in another order', async () => {
  const { data } = await server.ask('{ users(first: 1) { pageInfo { endCursor } } }')
  const after = at(data, 'users.pageInfo.endCursor') as string
  for (const list of ['accounts(after: $after)', 'users(after: $after, orderBy: { field: NAME })']) {
    const error = only(
      await server.ask(`query Q($after: String) { ${list} { totalCount nodes { key } } }`, { after }),
    )
    expect(error?.extensions['code']).toBe('BAD_CURSOR')
  }
})

test('one failed field leaves the others intact', async () => {
  const unpaid = await startServerUnderTest(
    Object.fromEntries(Object.entries(smallCompany).filter(([name]) => name !== 'subscription_periods.csv')),
  )
  const answer = await unpaid.ask('{ account(id: "acme") { name revenue { value } activeUsers { value } } }')
  await unpaid.stop()
  expect(answer.data).toEqual({ account: { name: 'Acme', revenue: null, activeUsers: { value: '2' } } })
  expect(only(answer)).toMatchObject({
    path: ['account', 'revenue'],
    extensions: { code: 'METRIC_UNAVAILABLE' },
  })
})

test('an internal error is logged in full and returned as a request id only', async () => {
  server.logged()
  server.failNext(new Error('relation "entities.accounts" does not exist'))
  const answer = await server.ask('{ account(id: "acme") { name } }')

  expect(only(answer)?.extensions).toEqual({ code: 'INTERNAL', requestId: answer.requestId })
  expect(JSON.stringify(answer)).not.toContain('relation')
  const failed = server.logged().find(({ event }) => event === 'failed')
  expect(failed).toMatchObject({ requestId: answer.requestId, path: 'account' })
  expect(JSON.stringify(failed)).toContain('relation \\"entities.accounts\\" does not exist')
})

test.each([
  ['postgres://loader:secret@127.0.0.1:1/shop', 'no server listens there'],
  ['a password that was changed', 'rejects the password'],
])('the address and the error of the warehouse appear in the log only: %s', async (what, reason) => {
  const failure: unknown = what.includes('://')
    ? await openEngine(what).catch((error: unknown) => error)
    : toConnectError(
        'postgres://loader:secret@127.0.0.1:1/shop',
        Object.assign(new Error('password authentication failed for user "loader"'), { code: '28P01' }),
      )
  server.logged()
  server.failNext(failure as Error)
  const answer = await server.ask('{ account(id: "acme") { name } }')

  expect(only(answer)?.extensions).toEqual({ code: 'WAREHOUSE_UNAVAILABLE', requestId: answer.requestId })
  expect(JSON.stringify(answer)).not.toMatch(/127\.0\.0\.1|loader|shop|secret/)
  const failed = JSON.stringify(server.logged().find(({ event }) => event === 'failed'))
  expect(failed).toContain('127.0.0.1:1')
  expect(failed).toContain(reason)
  expect(failed).not.toContain('secret')
})

test('the depth of nested relations is limited', async () => {
  let selection = '{ key }'
  for (let depth = 0; depth < 8; depth += 1)
    selection = `{ account { users(first: 1) { nodes ${selection} } } }`
  const answer = await server.ask(`{ user(id: "ada") ${selection} }`)
  expect(answer.status).toBe(400)
  expect(only(answer)?.extensions['code']).toBe('QUERY_TOO_EXPENSIVE')
})

test('the size of nested pages is limited, in every syntax', async () => {
  server.statements()
  const answer = await server.ask(
    'query Q($n: Int!) { accounts(first: $n) { nodes { ...A } } } fragment A on Account { users(first: $n) { nodes { workspaces(first: 20) { nodes { key } } } } }',
    { n: 200 },
  )
  expect(only(answer)?.extensions['code']).toBe('QUERY_TOO_EXPENSIVE')
  expect(server.statements()).toEqual([])
})
