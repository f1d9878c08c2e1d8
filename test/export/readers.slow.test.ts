import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import type { ClientRequest, IncomingMessage } from 'node:http'
import compress from '@fastify/compress'
import { fastify } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { responseTo } from '../../src/http/export/respond.ts'
import type { ExportResponse } from '../../src/http/export/respond.ts'
import type { ResultHeader } from '../../src/semantic/model/result.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import { startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { openTestPostgres, postgresUrl } from '../harness/engines.ts'
import type { TestPostgres } from '../harness/engines.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { deployedTemplate } from '../harness/templates.ts'
import { shareOf, slowTest } from '../harness/slow-test.ts'

/** More bytes than all buffers between the server and a reader: hours of ten years, for each source of sign-ups. */
const long = { metrics: ['SIGNUPS'], by: ['SIGNUP_SOURCE'], grain: 'HOUR', period: { from: '2015-01-01' } }
/** Up to the newest event, at 11 on 31 March 2025. */
const longRows = 3 * (24 * (10 * 365 + 3 + 89) + 12)

let postgres: TestPostgres
/** Another session of the same database. */
let other: Engine
let server: ServerUnderTest

beforeAll(async () => {
  postgres = await openTestPostgres(postgresUrl(), {}, deployedTemplate)
  other = await openEngine(postgres.url)
  const catalog = await ownCatalog()
  server = await startServerUnderTest(
    smallCompany,
    () => Promise.resolve({ engine: postgres.engine, catalog, close: () => Promise.resolve() }),
    { quickQueries: 1, slowQueries: 1, exports: 2 },
  )
})

afterAll(async () => {
  await server.stop()
  await other.close()
  await postgres.stop()
})

interface Reader {
  readonly request: ClientRequest
  readonly response: IncomingMessage
}

/** Sends a question and reads nothing of the response. */
async function startReading(question: object = long): Promise<Reader> {
  const request = httpRequest(`${server.url}/export?format=ndjson`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    agent: false,
  })
  request.on('error', () => undefined)
  request.end(JSON.stringify(question))
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  response.pause()
  return { request, response }
}

/** The rest of a response. Rejects when the connection is closed before its end. */
async function readAll({ response }: Reader): Promise<readonly string[]> {
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) text += String(chunk)
  return text.trimEnd().split('\n')
}

/** The server processes that read the rows of an export. */
const readers = () =>
  other.query<{ pid: number; state: string }>({
    sql: `select pid, state from pg_stat_activity where datname = current_database() and query like 'fetch forward%'`,
    parameters: [],
  })

const waitsForReader = () =>
  expect.poll(async () => (await readers()).map(({ state }) => state)).toEqual(['idle'])

const used = () => {
  const { open = 0, idle = 0 } = postgres.engine.connections?.() ?? {}
  return open - idle
}

test('a slow reader gets every row, and meanwhile nothing waits for it', async () => {
  const reader = await startReading()
  await waitsForReader()
  // the only place of each lane is free
  const { data } = await server.ask('{ metrics(input: { metrics: [MRR] }) { rows } }')
  expect(data).toMatchObject({ metrics: { rows: [['150']] } })
  // a deployment may start, and rows may be cleaned up
  await other.transaction(async (transaction) => {
    await transaction.execute(
      `set local lock_timeout = '2s'; lock table plumbline.deployed_views in access exclusive mode`,
    )
  })
  const { rows } = await other.queryArrays({
    sql: 'select count(backend_xmin)::integer from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    parameters: [],
  })
  expect(rows).toEqual([[0]])
  const lines = await readAll(reader)
  expect(lines).toHaveLength(longRows + 1)
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ $provenance: { rows: longRows } })
  await expect.poll(used).toBe(0)
})

test('a reader that goes away frees its connection, without an error in the log', async () => {
  server.logged()
  const { request } = await startReading()
  await waitsForReader()
  expect(used()).toBe(1)
  request.destroy()
  await expect.poll(used).toBe(0)
  const log = server.logged()
  expect(log.filter(({ level }) => Number(level) >= 40)).toEqual([])
  expect(log.find(({ event }) => event === 'audit')).toMatchObject({
    fields: ['export.ndjson'],
    status: 499,
    errors: [],
  })
})

slowTest('a caller that goes away during the statement ends it', async () => {
  const gone = new AbortController()
  await other.transaction(async (transaction) => {
    await transaction.execute('lock table entities.users in access exclusive mode')
    const answer = fetch(`${server.url}/export?input=${JSON.stringify(long)}`, { signal: gone.signal })
    const waiting = async () => {
      const rows = await transaction.query({
        sql: `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        parameters: [],
      })
      return rows.length
    }
    await expect.poll(waiting).toBe(1)
    gone.abort()
    await expect(answer).rejects.toThrow('aborted')
    await expect.poll(waiting).toBe(0)
  })
  await expect.poll(used).toBe(0)
})

test('an export that cannot be completed is cut: no reader takes it for whole', async () => {
  server.logged()
  const reader = await startReading()
  await waitsForReader()
  const [process] = await readers()
  await other.query({ sql: 'select pg_terminate_backend($1)', parameters: [process?.pid] })
  await expect(readAll(reader)).rejects.toThrow('aborted')
  await expect
    .poll(() => server.logged().find(({ event }) => event === 'audit'))
    .toMatchObject({
      status: 500,
      errors: ['WAREHOUSE_UNAVAILABLE'],
    })
  await expect.poll(used).toBe(0)
})

slowTest('exports of one caller do not take all places', async () => {
  const first = await startReading()
  await waitsForReader()
  const second = startReading({ metrics: ['MRR'] })
  const isWaiting = async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text()
    return /plumbline_lane_requests\{lane="exports",state="waiting"\} (\d+)/.exec(text)?.[1]
  }
  await expect.poll(isWaiting).toBe('1')
  first.request.destroy()
  expect(await readAll(await second)).toHaveLength(2)
})

const header: ResultHeader = {
  columns: [],
  others: [],
  provenance: {
    metrics: [],
    asOf: '2025-01-01T00:00:00Z',
    dataAsOf: '2025-01-01T00:00:00Z',
    refreshedAt: null,
    timeZone: 'UTC',
    parameters: {},
    policyHash: null,
    servedFrom: 'base',
    notes: [],
  },
}

/** Responds with what is sent, and is cut by the error that ends the sending. */
async function withResponse(
  send: (response: ExportResponse) => Promise<never>,
  read: (url: string) => Promise<void>,
): Promise<unknown> {
  const failures: unknown[] = []
  const app = fastify()
  await app.register(compress)
  app.get('/', async (_request, reply) => {
    const response = responseTo(reply, 'csv', new AbortController().signal, { stallMs: 50, totalMs: 60_000 })
    await response.open(header)
    await send(response).catch((error: unknown) => {
      failures.push(error)
      response.cut(error)
    })
    await reply
  })
  try {
    await read(await app.listen({ port: 0, host: '127.0.0.1' }))
  } finally {
    await app.close()
  }
  return failures[0]
}

slowTest('a reader that takes nothing for too long is cut', async () => {
  const failure = await withResponse(
    async ({ send }) => {
      for (;;) await send('x'.repeat(1_000_000))
    },
    async (url) => {
      const request = httpRequest(url, { agent: false })
      request.end()
      const [response] = (await once(request, 'response')) as [IncomingMessage]
      response.pause()
      await new Promise((resolve) => setTimeout(resolve, 500))
      await expect(readAll({ request, response })).rejects.toThrow('aborted')
    },
  )
  expect(failure).toMatchObject({ code: 'TIMEOUT' })
})

test.each(shareOf(['identity', 'gzip', 'br'], 1))(
  'a response that is cut has no end, as %s',
  async (encoding) => {
    await withResponse(
      async ({ send }) => {
        await send(randomBytes(1_000_000).toString('base64'))
        throw new Error('the warehouse has gone')
      },
      async (url) => {
        const response = await fetch(url, { headers: { 'accept-encoding': encoding } })
        expect(response.headers.get('content-encoding') ?? 'identity').toBe(encoding)
        await expect(response.text()).rejects.toThrow('terminated')
      },
    )
  },
)
