import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServerUnderTest } from './server-under-test.ts'
import type { ServerUnderTest } from './server-under-test.ts'
import { smallCompany } from './small-company.ts'

let embedded: ServerUnderTest
let production: ServerUnderTest

beforeAll(async () => {
  embedded = await startServerUnderTest(smallCompany, 'pglite')
  production = await startServerUnderTest(smallCompany)
})

afterAll(async () => {
  await embedded.stop()
  await production.stop()
})

test.each([
  `{ metrics(input: { metrics: [SIGNUPS, MRR, ACTIVATION_RATE], by: [ACCOUNT, COUNTRY], grain: MONTH, parts: true }) {
    columns { name type } rows pageInfo { endCursor } provenance { asOf parameters metrics { definitionHash } }
  } }`,
  `{ metrics(input: { metrics: [USER_RETENTION_RATE], grain: WEEK, parts: true }) { rows } }`,
  `{ accounts(orderBy: { field: NAME, direction: DESC }) { totalCount edges { cursor node {
    id name employeeCount createdAt revenue { value } activeUsers { value }
    users(orderBy: { field: NAME }, where: { email: { contains: "@" } }) { totalCount nodes { name createdAt memberships { nodes { joinedAt } } } }
    workspaces(first: 1) { nodes { name rollUpConfidence members { nodes { user { name } } } } pageInfo { endCursor hasNextPage } }
    buyers(where: { createdAt: { gt: "2025-01-01T00:00:00Z" } }) { nodes { payerEmail } }
  } } } }`,
  `{ catalog { dataAsOf metrics { name isAvailable unavailableBecause } parameters { name canonical } } }`,
])('PGlite and PostgreSQL return the same result for %s', async (query) => {
  const [here, there] = await Promise.all([embedded.ask(query), production.ask(query)])
  expect(here.errors).toBeUndefined()
  expect(there.data).toEqual(here.data)
})

test('on PostgreSQL a client that disconnects stops its statement in the database', async () => {
  const controller = new AbortController()
  const running = production.engine.query(
    { sql: 'select pg_sleep(60)', parameters: [] },
    { signal: controller.signal },
  )
  controller.abort()
  await expect(running).rejects.toThrow()
  await expect
    .poll(async () =>
      production.engine.query({
        sql: `select 1 from pg_stat_activity where datname = current_database() and state = 'active' and query like '%pg_sleep%' and pid <> pg_backend_pid()`,
        parameters: [],
      }),
    )
    .toEqual([])
})
