import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLanes } from '../../src/http/lanes/lanes.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openTestPostgres, postgresUrl } from '../harness/engines.ts'
import type { TestPostgres } from '../harness/engines.ts'
import { startServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { engineKinds } from '../harness/engine-kinds.ts'

const here = new AbortController().signal
const quick = { sql: 'select 1', parameters: [] }
/** Takes a fifth of a second; the planner expects hundred elements of each array. */
const expensive = {
  sql: `select
      (
        select count(*)
        from
          json_array_elements($1::json) a,
          json_array_elements($1::json) b,
          json_array_elements($1::json) c,
          json_array_elements($1::json) d
      )
    from pg_sleep(0.2)`,
  parameters: ['[]'],
}

describe.each(engineKinds)('lanes on %s', (kind) => {
  let postgres: TestPostgres | undefined
  let engine: Engine

  beforeAll(async () => {
    if (kind === 'postgres') postgres = await openTestPostgres(postgresUrl(), { poolSize: 20 })
    engine = postgres?.engine ?? (await openEngine('memory', { thread: true }))
  })

  afterAll(async () => {
    await (postgres ? postgres.stop() : engine.close())
  })

  test('ten slow queries leave the quick lane free', async () => {
    const lanes = createLanes(kind, { quickQueries: 4, slowQueries: 2, exports: 1, maxQueryCost: null })
    const run = async (caller: string, statement: typeof quick | typeof expensive) => {
      const place = await lanes.enter(caller, here)
      const snapshot = engine.snapshot()
      try {
        await place.inLane(snapshot, () => undefined).queryArrays(statement)
      } finally {
        await snapshot.close()
        place.leave()
      }
    }
    let mostSlow = 0
    const watching = setInterval(() => (mostSlow = Math.max(mostSlow, lanes.queues.slow.running())), 2)
    const slowOnes = Array.from({ length: 10 }, (_, index) => run(`slow ${index}`, expensive))
    await expect.poll(() => lanes.queues.slow.waiting()).toBeGreaterThan(2)
    // PGlite has one connection: a quick query waits for the running slow one, and so does its estimate
    const quickOnes = kind === 'pglite' ? 1 : 5
    for (let count = 0; count < quickOnes; count += 1) await run('quick', quick)
    expect(lanes.queues.slow.waiting()).toBeGreaterThan(0)
    await expect.poll(() => lanes.queues.quick.running()).toBe(0)
    await Promise.all(slowOnes)
    clearInterval(watching)
    expect(mostSlow).toBe(kind === 'pglite' ? 1 : 2)
    expect([lanes.queues.slow.running(), lanes.queues.slow.waiting()]).toEqual([0, 0])
  })
})

test('a full queue answers 503 with the time to try again', async () => {
  const server = await startServerUnderTest(smallCompany, undefined, { quickQueries: 1 })
  try {
    const gone = new AbortController()
    const held = server.holdNext()
    const send = (signal?: AbortSignal) =>
      fetch(`${server.url}/graphql?query={accounts{totalCount}}`, signal === undefined ? {} : { signal })
    const others = [send(gone.signal)]
    await held
    others.push(...Array.from({ length: 100 }, () => send(gone.signal)))
    const late = await send()
    expect([late.status, late.headers.get('retry-after')]).toEqual([503, '1'])
    expect(await late.json()).toMatchObject({
      errors: [{ extensions: { code: 'OVERLOADED', requestId: late.headers.get('x-request-id') } }],
    })
    // clients of Cube ask again by themselves
    const cube = await fetch(`${server.url}/cubejs-api/v1/meta`)
    expect([cube.status, await cube.json()]).toMatchObject([200, { error: 'Continue wait' }])
    // so do clients of dbt, of a query that waits
    const dbt = await fetch(`${server.url}/api/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ query(environmentId: 1, queryId: \\"any\\") { status } }"}',
    })
    expect(await dbt.json()).toEqual({ data: { query: { status: 'PENDING' } } })
    gone.abort()
    await Promise.allSettled(others)
    await expect.poll(async () => (await send()).status).toBe(200)
    expect(server.logged().filter(({ level }) => Number(level) >= 40)).toEqual([])
  } finally {
    await server.stop()
  }
})

test('a statement with a higher estimate than the limit is rejected with both numbers, and no other field', async () => {
  const server = await startServerUnderTest(smallCompany, undefined, { maxQueryCost: 0.5 })
  try {
    const { data, errors } = await server.ask(
      '{ metrics(input: { metrics: [MRR] }) { rows } accounts { totalCount } }',
    )
    expect(data).toEqual({ metrics: null, accounts: { totalCount: 3 } })
    expect(errors).toMatchObject([{ path: ['metrics'], extensions: { code: 'QUERY_TOO_EXPENSIVE' } }])
    expect(errors?.[0]?.message).toMatch(/ at [1-9][\d,.]*; the limit is 0\.5\. /)
    const [audit] = server.logged().filter(({ event }) => event === 'audit')
    expect(audit?.['cost']).toBeGreaterThan(0.5)
  } finally {
    await server.stop()
  }
})
