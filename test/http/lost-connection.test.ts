import { afterAll, beforeAll, expect, test } from 'vitest'
import { recentKeys } from '../../src/warehouse/keys/recent-keys.ts'
import { startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { openTestPostgres, postgresUrl } from '../harness/engines.ts'
import type { TestPostgres } from '../harness/engines.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { deployedTemplate } from '../harness/templates.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'

// totals are a statement of their own, so the resolvers answer
const mrr = '{ revenue(grain: MONTH) { rows { mrr { amount } } totals { mrr { amount } } } }'

let postgres: TestPostgres
/** Another session of the same database. */
let other: Engine
let server: ServerUnderTest
const killed: number[] = []

beforeAll(async () => {
  postgres = await openTestPostgres(postgresUrl(), {}, deployedTemplate)
  other = await openEngine(postgres.url)
  const catalog = await ownCatalog()
  server = await startServerUnderTest(smallCompany, () =>
    Promise.resolve({ engine: postgres.engine, catalog, close: () => Promise.resolve() }),
  )
})

afterAll(async () => {
  await server.stop()
  await other.close()
  await postgres.stop()
})

/** Kills the backend of a statement that waits for a lock. */
async function killWaiting(): Promise<void> {
  const before = killed.length
  await expect
    .poll(async () => {
      const rows = await other.query<{ pid: number }>({
        sql: `select pid, pg_terminate_backend(pid)
          from pg_stat_activity
          where
            datname = current_database()
            and wait_event_type = 'Lock'
            and pid <> all ($1::integer[])`,
        parameters: [killed],
      })
      return killed.push(...rows.map(({ pid }) => pid))
    })
    .toBe(before + 1)
}

/** Does the work while every statement that reads a table waits. */
function whileLocked(table: string, work: () => Promise<void>): Promise<void> {
  return other.transaction(async (transaction) => {
    await transaction.execute(`lock table ${table} in access exclusive mode`)
    await work()
  })
}

test('a request whose connection is killed during a statement runs once more', async () => {
  const expected = await server.ask(mrr)
  expect(expected.errors).toBeUndefined()
  server.logged()
  let answer = Promise.resolve(expected)
  await whileLocked('facts.revenue_movements', async () => {
    answer = server.ask(mrr)
    await killWaiting()
  })
  expect((await answer).data).toEqual(expected.data)
  const events = server.logged()
  expect(events.filter(({ event }) => event === 'run_again')).toHaveLength(1)
  expect(events.filter(({ event }) => event === 'audit').at(-1)).toMatchObject({ status: 200, errors: [] })

  await whileLocked('facts.revenue_movements', async () => {
    answer = server.ask(mrr)
    await killWaiting()
    await killWaiting()
  })
  const failed = await answer
  expect(failed.status).toBe(503)
  expect(failed.errors?.[0]?.extensions).toMatchObject({
    code: 'WAREHOUSE_UNAVAILABLE',
    requestId: failed.requestId,
  })
  expect(JSON.stringify(failed)).not.toMatch(/terminat|select|postgres/i)
  expect((await server.ask(mrr)).data).toEqual(expected.data)
})

test('keys are read once more when their connection is killed', async () => {
  let keys = Promise.resolve<unknown>(null)
  await whileLocked('plumbline.api_keys', async () => {
    keys = recentKeys(postgres.engine)()
    await killWaiting()
  })
  expect(await keys).toEqual(new Map())
})
