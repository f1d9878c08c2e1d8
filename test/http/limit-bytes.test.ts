import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'

let server: ServerUnderTest

beforeAll(async () => {
  server = await startServerUnderTest(smallCompany, undefined, { maxResponseBytes: 1_000 })
})

afterAll(() => server.stop())

const daily = (until: string) =>
  `{ metrics(input: { metrics: [SIGNUPS], grain: DAY, period: { from: "2025-01-01", to: "${until}" } }) { rows } }`

test('a response may have as many bytes as the limit', async () => {
  const { status, data } = await server.ask(daily('2025-02-10'))
  expect(status).toBe(200)
  const bytes = JSON.stringify(data).length
  expect(bytes).toBeGreaterThan(500)
  expect(bytes).toBeLessThanOrEqual(1_000)
})

test.each([
  ['rows of metrics', daily('2025-03-31')],
  ['texts of the catalogue', '{ catalog { metrics { description } } }'],
])('larger %s are rejected with the limit, and counted as an error', async (_what, query) => {
  server.logged()
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query }),
  })
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({
    errors: [
      {
        message: expect.stringContaining('more than 1,000 bytes') as string,
        extensions: { code: 'QUERY_TOO_EXPENSIVE', requestId: response.headers.get('x-request-id') },
      },
    ],
  })
  const [audit] = server.logged().filter(({ event }) => event === 'audit')
  expect(audit).toMatchObject({ errors: ['QUERY_TOO_EXPENSIVE'], status: 400 })
})

test('rows that are read and not returned are limited, too, each field for itself', async () => {
  const { status, data, errors } = await server.ask(
    `{
      accounts { totalCount }
      metrics(input: { metrics: [SIGNUPS], grain: HOUR, period: { from: "2025-01-01", to: "2025-03-31" } }) {
        pageInfo { hasNextPage }
      }
    }`,
  )
  expect([status, data]).toEqual([200, { accounts: { totalCount: 3 }, metrics: null }])
  expect(errors).toMatchObject([{ path: ['metrics'], extensions: { code: 'QUERY_TOO_EXPENSIVE' } }])
  expect(errors?.[0]?.message).toContain('more than 2,000 bytes')
})
