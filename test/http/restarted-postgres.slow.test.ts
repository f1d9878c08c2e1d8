import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateKey, hashKey } from '../../src/identity/api-key.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { revokeKey, storeKey } from '../../src/warehouse/keys/key-store.ts'
import { recentKeys } from '../../src/warehouse/keys/recent-keys.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import { deploy } from '../../src/warehouse/release/deploy.ts'
import { startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { startPostgresServer } from '../harness/start-postgres-server.ts'
import type { PostgresServer } from '../harness/start-postgres-server.ts'

let postgres: PostgresServer
let engine: Engine
let server: ServerUnderTest
const key = generateKey()

beforeAll(async () => {
  postgres = await startPostgresServer()
  engine = await openEngine(postgres.url)
  const catalog = await ownCatalog()
  await deploy(engine, catalog)
  await storeKey(engine, {
    id: key.id,
    name: 'test',
    role: 'analyst',
    claims: {},
    hash: hashKey(key.key),
    expiresAt: null,
  })
  server = await startServerUnderTest(
    smallCompany,
    () => Promise.resolve({ engine, catalog, close: () => engine.close() }),
    {},
    { authentication: { readKeys: recentKeys(engine), readToken: null } },
  )
})

afterAll(async () => {
  await server.stop()
  await postgres.stop()
})

interface Answer {
  readonly status: number
  readonly retryAfter: string | null
  readonly body: string
}

/** The status, the body and the header `Retry-After` of a query. */
async function ask(): Promise<Answer> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key.key}` },
    body: JSON.stringify({ query: '{ metrics(input: { metrics: [MRR], grain: MONTH }) { rows } }' }),
  })
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: await response.text(),
  }
}

async function readiness() {
  const response = await fetch(`${server.url}/ready`)
  const { status } = (await response.json()) as { status: string }
  return [response.status, status]
}

test('while PostgreSQL is down a server is not ready; when it is up again, the server answers', async () => {
  const expected = await ask()
  expect(expected.status).toBe(200)
  expect(await readiness()).toEqual([200, 'ready'])

  const during = await endDuringStatement()
  expectUnavailable(during)
  expect(await readiness()).toEqual([503, 'unavailable'])
  expect((await fetch(`${server.url}/health`)).status).toBe(200)
  expectUnavailable(await ask())
  // the keys are known for a second
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  expectUnavailable(await ask())

  await postgres.start()
  expect(await ask()).toEqual(expected)
  expect(await readiness()).toEqual([200, 'ready'])
  expect(server.logged().filter(({ event }) => event === 'failed')).not.toEqual([])
})

test('a key that is revoked while it is used is rejected within a second', async () => {
  expect((await ask()).status).toBe(200)
  expect(await revokeKey(engine, key.id)).toBe(true)
  const begin = performance.now()
  let last = await ask()
  while (last.status === 200) last = await ask()
  expect(last.status).toBe(401)
  // the last accepted request may have taken a moment
  expect(performance.now() - begin).toBeLessThan(1_500)
})

/** Ends PostgreSQL while a query waits for a lock; the response to the query. */
async function endDuringStatement(): Promise<Answer> {
  const other = await openEngine(postgres.url)
  let answer: Promise<Answer> = Promise.reject(new Error('not asked'))
  answer.catch(() => undefined)
  const holding = other.transaction(async (transaction) => {
    await transaction.execute('lock table facts.revenue_movements in access exclusive mode')
    answer = ask()
    await expect
      .poll(() =>
        transaction.query({
          sql: `select from pg_stat_activity where wait_event_type = 'Lock'`,
          parameters: [],
        }),
      )
      .toHaveLength(1)
    await postgres.halt()
  })
  await expect(holding).rejects.toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' })
  await other.close()
  return answer
}

function expectUnavailable({ status, retryAfter, body }: Answer): void {
  expect([status, retryAfter]).toEqual([503, '1'])
  const { errors } = JSON.parse(body) as { errors: [{ message: string; extensions: { code: string } }] }
  expect(errors[0].extensions.code).toBe('WAREHOUSE_UNAVAILABLE')
  expect(body).not.toMatch(/127\.0\.0\.1|ECONN|terminat|select|pg_|plumbline\./i)
}
