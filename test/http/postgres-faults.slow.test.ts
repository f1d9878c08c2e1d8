import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import { startServer } from '../../src/server.ts'
import { startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { openTestPostgres, postgresUrl } from '../harness/engines.ts'
import type { TestPostgres } from '../harness/engines.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { deployedTemplate } from '../harness/templates.ts'

const slow =
  'metrics(input: { metrics: [ACTIVE_EVENTS], options: [{ name: "active_event", value: "commit" }] }) { rows }'
const quick = 'accounts { totalCount }'

let postgres: TestPostgres
/** Another session of the same database. */
let other: Engine
let server: ServerUnderTest

beforeAll(async () => {
  postgres = await openTestPostgres(postgresUrl(), {}, deployedTemplate)
  other = postgres.engine
  const engine = await openEngine(postgres.url, { poolSize: 28 })
  const catalog = await ownCatalog()
  server = await startServerUnderTest(smallCompany, () =>
    Promise.resolve({ engine, catalog, close: () => engine.close() }),
  )
  // expensive to the planner, and waits while another session has the lock
  await other.execute(`
    create or replace function plumbline.matches_event(
      event_name text, properties jsonb, names text[], conditions jsonb[]
    ) returns boolean language plpgsql stable cost 1000000000 as $body$
      begin
        perform pg_advisory_xact_lock_shared(13);
        return true;
      end
    $body$`)
})

afterAll(async () => {
  await server.stop()
  await postgres.stop()
})

/** Does the work while every statement that matches events waits. */
function whileHeld(work: () => Promise<void>): Promise<void> {
  return other.transaction(async (transaction) => {
    await transaction.execute('select pg_advisory_xact_lock(13)')
    await work()
  })
}

/** The sessions of the server that do anything. */
function busySessions(): Promise<readonly { state: string; query: string }[]> {
  return other.query({
    sql: `select state, query from pg_stat_activity
      where datname = current_database() and application_name = 'plumbline' and pid <> pg_backend_pid()
        and state <> 'idle' and query not like '%pg_advisory_xact_lock(%'`,
    parameters: [],
  })
}

/** The requests in each lane and state that is not empty. */
async function inLanes(): Promise<Readonly<Record<string, number>>> {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  const found = text.matchAll(/^plumbline_lane_requests\{lane="(\w+)",state="(\w+)"\} ([1-9]\d*)$/gm)
  return Object.fromEntries([...found].map(([, lane, state, count]) => [`${lane} ${state}`, Number(count)]))
}

async function send(fields: string, url = server.url, signal?: AbortSignal) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: `{ ${fields} }` }),
    ...(signal === undefined ? {} : { signal }),
  })
  const { data, errors } = (await response.json()) as {
    data?: unknown
    errors?: [{ extensions: { code: string } }]
  }
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    data,
    code: errors?.[0].extensions.code ?? null,
  }
}

test('a full slow lane answers 503 with the time to try again; quick queries are answered', async () => {
  const expected = await send(slow)
  expect(expected).toMatchObject({ status: 200, data: { metrics: { rows: [['8']] } } })
  let accepted: Promise<unknown>[] = []
  await whileHeld(async () => {
    accepted = Array.from({ length: 13 }, () => send(slow))
    await expect.poll(inLanes, { timeout: 15_000 }).toEqual({ 'slow running': 1, 'slow waiting': 12 })
    expect(await send(slow)).toEqual({
      status: 503,
      retryAfter: '1',
      data: { metrics: null },
      code: 'OVERLOADED',
    })
    expect(await send(`${quick} ${slow}`)).toEqual({
      status: 200,
      retryAfter: '1',
      data: { accounts: { totalCount: 3 }, metrics: null },
      code: 'OVERLOADED',
    })
    expect(await send(quick)).toMatchObject({ status: 200, retryAfter: null, code: null })
  })
  for (const answer of accepted) expect(await answer).toEqual(expected)
  expect(await inLanes()).toEqual({})
  expect(await busySessions()).toEqual([])
})

test('when callers disconnect, their statements end in PostgreSQL, and their places are free', async () => {
  server.logged()
  await whileHeld(async () => {
    const gone = new AbortController()
    const asked = Array.from({ length: 10 }, () => send(slow, server.url, gone.signal))
    await expect.poll(inLanes, { timeout: 15_000 }).toEqual({ 'slow running': 1, 'slow waiting': 9 })
    expect((await busySessions()).some(({ state }) => state === 'active')).toBe(true)
    gone.abort()
    for (const one of asked) await expect(one).rejects.toThrow('abort')
    await expect.poll(busySessions, { timeout: 3_000 }).toEqual([])
    await expect.poll(inLanes, { timeout: 15_000 }).toEqual({})
  })
  const events = server.logged()
  expect(events.filter(({ level }) => Number(level) >= 40)).toEqual([])
  const audited = events.filter(({ event }) => event === 'audit')
  expect(audited.map(({ fields, status }) => ({ fields, status }))).toEqual(
    Array.from({ length: 10 }, () => ({ fields: ['metrics'], status: 499 })),
  )
})

test('without a free connection in PostgreSQL a request fails at once; with one it succeeds', async () => {
  const login = `limited_${String(process.pid)}`
  await other.execute(
    `create role ${login} login password 'limited' connection limit 2 in role pg_read_all_data`,
  )
  const url = new URL(postgres.url)
  url.username = login
  url.password = 'limited'
  const engine = await openEngine(url.href, { poolSize: 28 })
  const config = { host: '127.0.0.1', port: 0, logLevel: 'silent' } as const
  const limited = await startServer(runtimeOf(await ownCatalog(), engine), config)
  try {
    let accepted: Promise<unknown>[] = []
    await whileHeld(async () => {
      accepted = [send(slow, limited.url), send(slow, limited.url)]
      await expect.poll(() => engine.connections?.()).toEqual({ open: 2, idle: 0 })
      expect(await send(quick, limited.url)).toMatchObject({
        status: 503,
        retryAfter: '1',
        code: 'WAREHOUSE_UNAVAILABLE',
      })
      expect((await fetch(`${limited.url}/ready`)).status).toBe(503)
    })
    for (const answer of accepted) expect(await answer).toMatchObject({ status: 200 })
    expect(await send(quick, limited.url)).toMatchObject({ status: 200 })
    expect(engine.connections?.()).toEqual({ open: 2, idle: 2 })
  } finally {
    await limited.stop()
    await engine.close()
    await other.execute(`drop role ${login}`)
  }
})
