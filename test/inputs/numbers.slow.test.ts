import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { engineKinds } from '../harness/engine-kinds.ts'

/** Two ids that JavaScript rounds to one number, and a company with more users than 32 bits can count. */
const files = {
  'accounts.csv': `account_id,name,employee_count,created_at
9007199254740992,Even,3000000000,2025-01-01T00:00:00Z
9007199254740993,Odd,9007199254740993,2025-01-01T00:00:00Z
`,
  'workspaces.csv': `workspace_id,name,created_at,account_id
w1,one,2025-01-01T00:00:00Z,9007199254740992
w2,two,2025-01-01T00:00:00Z,9007199254740993
w3,three,2025-01-01T00:00:00Z,9007199254740993
`,
  'subscription_periods.csv': `period_id,subscription_id,customer_id,plan,started_at,amount,interval,currency
p1,s1,c1,team,2025-01-10T00:00:00Z,9007199254740993,month,USD
`,
}

describe.each(engineKinds)('on %s', (kind) => {
  let server: ServerUnderTest

  beforeAll(async () => {
    server = await startServerUnderTest(files, kind)
  })

  afterAll(() => server.stop())

  const rows = async (where: string) => {
    const { data } = await server.ask(
      `{ metrics(input: { metrics: [WORKSPACE_SIGNUPS], by: [ACCOUNT], where: [${where}] }) { rows } }`,
    )
    return at(data, 'metrics.rows')
  }

  test('a number in the document keeps every digit', async () => {
    expect(await rows('{ dimension: ACCOUNT, is: { eq: 9007199254740993 } }')).toEqual([
      ['9007199254740993', '2'],
    ])
    expect(await rows('{ dimension: ACCOUNT, is: { in: [9007199254740993, 5] } }')).toEqual([
      ['9007199254740993', '2'],
    ])
    expect(await rows('{ dimension: ACCOUNT, is: { eq: "9007199254740993" } }')).toEqual([
      ['9007199254740993', '2'],
    ])
    const { data } = await server.ask('{ account(id: 9007199254740993) { name } }')
    expect(data).toEqual({ account: { name: 'Odd' } })
  })

  test.each([
    ['{ v: 9007199254740993 }', '9007199254740993'],
    ['9007199254740993', '9007199254740993'],
    ['[1, [9007199254740993]]', '9007199254740993'],
    // as a JavaScript client already rounded it
    ['9007199254740992', '9007199254740992'],
    ['-9007199254740993', '-9007199254740993'],
    ['1e400', '1e400'],
    ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
  ])('a number in variables that would be rounded is rejected: %s', async (value, number) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{ "query": "query($v: Scalar) { metrics(input: { metrics: [WORKSPACE_SIGNUPS], where: [{ dimension: ACCOUNT, is: { eq: $v } }] }) { rows } }", "variables": { "v": ${value.replace('v:', '"v":')} } }`,
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      errors: [
        {
          message: expect.stringContaining(`Send it as text: "${number}"`) as unknown,
          extensions: { code: 'BAD_REQUEST' },
        },
      ],
    })
  })

  test('a text in variables keeps its length', async () => {
    const { data } = await server.ask(
      'query($v: [Scalar!]!) { metrics(input: { metrics: [WORKSPACE_SIGNUPS], by: [ACCOUNT], where: [{ dimension: ACCOUNT, is: { in: $v } }] }) { rows } }',
      { v: ['9007199254740993'] },
    )
    expect(at(data, 'metrics.rows')).toEqual([['9007199254740993', '2']])
  })

  test.each([
    ['eq: 9007199254740993', 1],
    ['eq: 9007199254740992', 0],
    ['gt: 9007199254740992', 1],
    ['eq: "9007199254740993.0"', 1],
    ['lt: 1e400', 1],
    ['gt: -1e-7', 1],
  ])('numbers of a result are compared to the digit: mrr %s', async (is, count) => {
    const { data, errors } = await server.ask(
      `{ metrics(input: { metrics: [MRR], having: [{ column: "mrr", is: { ${is} } }] }) { rows } }`,
    )
    expect(errors).toBeUndefined()
    expect(at(data, 'metrics.rows')).toHaveLength(count)
  })

  test('typed fields compare to the digit, too', async () => {
    const { data } = await server.ask(
      '{ one: revenue(having: [{ mrr: { eq: 9007199254740993 } }]) { rows { mrr { amount } } } none: revenue(having: [{ mrr: { eq: 9007199254740992 } }]) { rows { mrr { amount } } } }',
    )
    expect(at(data, 'one.rows')).toHaveLength(1)
    expect(at(data, 'none.rows')).toHaveLength(0)
  })

  test('user counts are JSON numbers while they are exact, else text', async () => {
    const { data } = await server.ask(
      '{ accounts(where: { kind: { eq: COMPANY } }) { totalCount nodes { name employeeCount } } }',
    )
    expect(data).toEqual({
      accounts: {
        totalCount: 2,
        nodes: [
          { name: 'Even', employeeCount: 3_000_000_000 },
          { name: 'Odd', employeeCount: '9007199254740993' },
        ],
      },
    })
  })

  test.each([
    ['employeeCount: { gt: 2999999999 }', ['Even', 'Odd']],
    ['employeeCount: { in: [9007199254740993, 1] }', ['Odd']],
    ['employeeCount: { eq: "9007199254740993" }', ['Odd']],
    ['employeeCount: { lte: 9007199254740992 }', ['Even']],
  ])('accounts where %s', async (where, names) => {
    const { data } = await server.ask(`{ accounts(where: { ${where} }) { nodes { name } } }`)
    expect(at(data, 'accounts.nodes.*.name')).toEqual(names)
  })

  test.each(['9223372036854775808', '1.5', '"many"'])(
    'a number outside the whole numbers of a column is rejected: %s',
    async (value) => {
      const { status, errors } = await server.ask(
        `{ accounts(where: { employeeCount: { gt: ${value} } }) { totalCount } }`,
      )
      expect([status, errors?.[0]?.message]).toEqual([400, expect.stringContaining('whole number')])
    },
  )

  test('a property with a number that JSON cannot represent is rejected', async () => {
    const { status, errors } = await server.ask(
      '{ metrics(input: { metrics: [MONTHLY_ACTIVE_USERS], options: [{ name: "core_action", value: { event: "a", where: { id: 9007199254740993 } } }] }) { rows } }',
    )
    expect([status, errors?.[0]?.message]).toEqual([400, expect.stringContaining('9007199254740993')])
  })
})
