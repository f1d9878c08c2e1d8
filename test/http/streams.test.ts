import { createClient as createSse } from 'graphql-sse'
import { createClient as createWs } from 'graphql-ws'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { PlumblineError } from '../../src/errors.ts'
import type { StoredKey } from '../../src/identity/api-key.ts'
import { readPolicyFile } from '../../src/policy/follow-policies.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { deploy } from '../../src/warehouse/release/deploy.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { writeDataSet } from '../contract/data-set.ts'
import { at, startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { keyOfRole } from '../harness/key-of-role.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

const tags = `tag_id,account_id,workspace_id,user_id,tag,said_at,channel
t1,,,bob,no_authority,2025-02-01T10:00:00Z,call
`
const later = `${tags}t2,globex,,,purchasing,2025-04-02T10:00:00Z,chat
`
const newSignals =
  'subscription { signals(signals: ["authority_conversation"]) { nodes { subjectKey } cursor } }'
const after = (cursor: string) => newSignals.replace('(', `(after: "${cursor}", `)

let server: ServerUnderTest
const keys = new Map<string, StoredKey>()
const analyst = keyOfRole('analyst')
const stranger = keyOfRole('undefined_role')

beforeAll(async () => {
  for (const { stored } of [analyst, stranger]) keys.set(stored.id, stored)
  const policies = await readPolicyFile('/no/policies.yaml', await ownCatalog())
  server = await startServerUnderTest(
    { ...smallCompany, 'conversation_tags.csv': tags },
    undefined,
    {},
    {
      authentication: { readKeys: () => Promise.resolve(keys), readToken: null },
      policies: () => Promise.resolve(policies),
    },
  )
})

afterAll(() => server.stop())

const headers = (key: string) => ({ authorization: `Bearer ${key}` })

/** The messages of a stream over SSE. */
function overSse(query: string, key = analyst.key) {
  const client = createSse({ url: `${server.url}/graphql/stream`, headers: headers(key), retryAttempts: 0 })
  return client.iterate({ query })
}

/** The messages of a stream over a WebSocket. */
function overWebSocket(query: string, key = analyst.key) {
  const client = createWs({
    url: `${server.url.replace('http', 'ws')}/graphql/ws`,
    webSocketImpl: WebSocket,
    connectionParams: headers(key),
    retryAttempts: 0,
  })
  return client.iterate({ query })
}

const protocols = [
  ['SSE', overSse],
  ['WebSocket', overWebSocket],
] as const

test.each(protocols)(
  'a signal that a refresh detects is sent once over %s, and a cursor continues',
  async (_name, open) => {
    await give(tags)
    const stream = open(newSignals)
    const first = await stream.next()
    expect(at(first.value, 'data.signals.nodes')).toEqual([])
    await give(later)
    const second = await stream.next()
    expect(at(second.value, 'data.signals.nodes')).toEqual([{ subjectKey: 'globex' }])
    await stream.return?.()

    const resumed = open(after(String(at(first.value, 'data.signals.cursor'))))
    expect(at((await resumed.next()).value, 'data.signals.nodes')).toEqual([{ subjectKey: 'globex' }])
    await resumed.return?.()
    const done = open(after(String(at(second.value, 'data.signals.cursor'))))
    expect(at((await done.next()).value, 'data.signals.nodes')).toEqual([])
    await done.return?.()
  },
)

test('a signal of rows that arrive late is sent once, also to a reader who continues later', async () => {
  const cursorOf = (value: unknown) => String(at(value, 'data.signals.cursor'))
  const subjectsOf = (value: unknown) => at(value, 'data.signals.nodes.*.subjectKey')
  const firstOf = async (query: string): Promise<unknown> => {
    const stream = overSse(query)
    const message = await stream.next()
    await stream.return?.()
    return message.value
  }
  const subjectsAfter = async (cursor: string) => [
    subjectsOf(await firstOf(after(cursor))),
    await listAfter(cursor),
  ]
  await give(later, true)
  const stream = overSse(newSignals)
  const first: unknown = (await stream.next()).value
  const beforeTheRecord = Buffer.from(JSON.stringify(['Signal', '2025-04-02T10:00:00Z', '~', ''])).toString(
    'base64url',
  )
  const newest = ((await listed('')) as readonly { cursor: string }[]).at(-1)?.cursor ?? ''
  for (const cursor of [cursorOf(first), newest, beforeTheRecord])
    expect(await subjectsAfter(cursor)).toEqual([[], []])

  // a month before the newest signal, of which all readers have been told
  await give(`${later}t3,globex,,,no_authority,2025-03-01T10:00:00Z,call\n`, true)
  const second: unknown = (await stream.next()).value
  await stream.return?.()
  expect(subjectsOf(second)).toEqual(['globex'])
  for (const cursor of [cursorOf(first), newest, beforeTheRecord])
    expect(await subjectsAfter(cursor)).toEqual([['globex'], ['globex']])
  expect(await subjectsAfter(cursorOf(second))).toEqual([[], []])
})

test('a database of an earlier release has a record of its signals from the next deployment on', async () => {
  const recorded = () =>
    server.engine.query({
      sql: `select subject_key, detected_at, batch > 0 as is_later from plumbline.signal_batches
        where signal = 'authority_conversation' order by detected_at`,
      parameters: [],
    })
  const [acme, globex] = [
    { subject_key: 'acme', detected_at: '2025-02-01T10:00:00Z', is_later: false },
    { subject_key: 'globex', detected_at: '2025-04-02T10:00:00Z', is_later: false },
  ]
  await give(later, true)
  await server.engine.execute('drop table plumbline.signal_batches')
  const [{ cursor } = { cursor: '' }] = ((await listed('')) as readonly { cursor: string }[]).toReversed()
  expect(await listAfter(cursor)).toEqual([])
  await deploy(server.engine, await ownCatalog())
  expect(await recorded()).toEqual([acme, globex])
  // a signal that vanishes is forgotten, and a new one when it comes back
  await give(tags, true)
  expect(await recorded()).toEqual([acme])
  await give(later, true)
  expect(await recorded()).toEqual([acme, { ...globex, is_later: true }])
  expect(await listAfter(cursor)).toEqual(['globex'])
})

test.each(protocols)('a refresh of the data is sent over %s', async (_name, open) => {
  const stream = open('subscription { dataRefreshed { cursor publishedAt asOf } }')
  const before = Number(at((await stream.next()).value, 'data.dataRefreshed.cursor'))
  await give(later)
  const next = await stream.next()
  expect(Number(at(next.value, 'data.dataRefreshed.cursor'))).toBeGreaterThan(before)
  await stream.return?.()
})

test.each(protocols)('a stream over %s waits while the warehouse is away', async (_name, open) => {
  const stream = open('subscription { dataRefreshed { cursor } }')
  const before = Number(at((await stream.next()).value, 'data.dataRefreshed.cursor'))
  await give(later)
  for (let statement = 0; statement < 3; statement++)
    server.failNext(new PlumblineError('WAREHOUSE_UNAVAILABLE', 'The connection was lost.'))
  const next = await stream.next()
  expect(Number(at(next.value, 'data.dataRefreshed.cursor'))).toBeGreaterThan(before)
  await stream.return?.()
})

// the server checks keys every five seconds: the four streams wait for it at the same time
const endings = protocols.flatMap(
  ([name, open]) =>
    [
      [name, 'is revoked', open, { revokedAt: new Date(0) }],
      [name, 'expires', open, { expiresAt: new Date(0) }],
    ] as const,
)

test.concurrent.each(endings)('a stream over %s ends when its key %s', async (_name, _ending, open, end) => {
  const { key, stored } = keyOfRole('analyst')
  keys.set(stored.id, stored)
  const stream = open(newSignals, key)
  await stream.next()
  keys.set(stored.id, { ...stored, ...end })
  expect(at((await stream.next()).value, 'errors.0.extensions.code')).toBe('UNAUTHENTICATED')
  expect((await stream.next()).done).toBe(true)
})

test.each(protocols)(
  'the audit log has the code of a stream that is rejected over %s',
  async (_name, open) => {
    server.logged()
    // over a WebSocket, an invalid document is an error of the protocol
    await open('subscription { nothing }')
      .next()
      .catch(() => undefined)
    await open(newSignals, stranger.key).next()
    const found: unknown[] = []
    const rejected = () => {
      const entries = server.logged().filter(({ event }) => event === 'audit')
      found.push(...entries.map(({ subject, errors }) => [subject, errors]))
      return found
    }
    // the entry of a stream is written when its connection has ended
    await expect.poll(rejected, { timeout: 10_000 }).toEqual(
      expect.arrayContaining([
        [analyst.stored.id, ['BAD_REQUEST']],
        [stranger.stored.id, ['FORBIDDEN']],
      ]),
    )
  },
)

test.each(protocols)('a role without permissions gets nothing over %s', async (_name, open) => {
  const message = await open(newSignals, stranger.key).next()
  expect(at(message.value, 'errors.0.extensions.code')).toBe('FORBIDDEN')
})

test('a query, an invalid document and a subscription in the wrong place are rejected', async () => {
  const codeOf = async (query: string) => at((await overSse(query).next()).value, 'errors.0.extensions.code')
  expect(await codeOf('{ accounts { totalCount } }')).toBe('BAD_REQUEST')
  expect(await codeOf('subscription { nothing }')).toBe('BAD_REQUEST')
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers(analyst.key) },
    body: JSON.stringify({ query: newSignals }),
  })
  expect(at(await response.json(), 'errors.0.message')).toMatch('/graphql/stream')
})

test.each([
  ['signals(first: 0)', 'BAD_REQUEST'],
  ['signals(first: 201)', 'BAD_REQUEST'],
  ['signals(after: "")', 'BAD_CURSOR'],
  ['signals(after: "x\\u0000")', 'BAD_CURSOR'],
  ['signals(signals: ["nothing"])', 'BAD_REQUEST'],
  ['signals(accounts: ["\\u0000"])', 'BAD_REQUEST'],
  ['signals(severities: [NONE])', 'BAD_REQUEST'],
  ['signals(actBy: 1)', 'BAD_REQUEST'],
  ['dataRefreshed(after: "")', 'BAD_CURSOR'],
  ['dataRefreshed(after: "-1")', 'BAD_CURSOR'],
  ['dataRefreshed(after: "99999999999999999999")', 'BAD_CURSOR'],
])('%s is rejected with %s', async (field, code) => {
  const message = await overSse(`subscription { ${field} { cursor } }`).next()
  expect(at(message.value, 'errors.0.extensions.code')).toBe(code)
})

test('absent and empty arguments of streams mean no condition', async () => {
  for (const field of [
    'signals(signals: null, accounts: null, severities: null)',
    'dataRefreshed(after: null)',
  ]) {
    const stream = overSse(`subscription { ${field} { cursor } }`)
    const message = await stream.next()
    expect(message.value).not.toHaveProperty('errors')
    await stream.return?.()
  }
})

test('a caller has at most twenty open streams', async () => {
  const streams = Array.from({ length: 20 }, () => overSse('subscription { dataRefreshed { cursor } }'))
  await Promise.all(streams.map((stream) => stream.next()))
  const message = await overSse(newSignals).next()
  expect(at(message.value, 'errors.0.extensions.code')).toBe('TOO_MANY_REQUESTS')
  for (const stream of streams) await stream.return?.()
})

test('a WebSocket without a valid key, and one of a page of another origin, is closed', async () => {
  await expect(overWebSocket(newSignals, 'plk_wrong').next()).rejects.toMatchObject({ code: 4403 })
  const url = `${server.url.replace('http', 'ws')}/graphql/ws`
  const socket = new WebSocket(url, 'graphql-transport-ws', { origin: 'https://evil.example' })
  const status = await new Promise((resolve) =>
    socket.once('unexpected-response', (_request, { statusCode }) => resolve(statusCode)),
  )
  expect(status).toBe(400)
})

test('each message has its entry in the audit log, with the caller', async () => {
  server.logged()
  const stream = overSse('subscription Watch { dataRefreshed { cursor } }')
  await stream.next()
  await stream.return?.()
  const found = server.logged().filter(({ event, operation }) => event === 'audit' && operation === 'Watch')
  expect(found).toMatchObject([{ subject: analyst.stored.id, role: 'analyst', fields: ['dataRefreshed'] }])
})

/** The list of the signals after a cursor. */
async function listed(given: string): Promise<unknown> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers(analyst.key) },
    body: JSON.stringify({
      query: `{ signals(signals: ["authority_conversation"]${given}) { edges { cursor node { subjectKey detectedAt } } } }`,
    }),
  })
  return at(await response.json(), 'data.signals.edges')
}

async function listAfter(cursor: string): Promise<unknown> {
  return at(await listed(`, after: "${cursor}"`), '*.node.subjectKey')
}

/** Loads other records of conversations, and refreshes; without `withResults`, signals are computed when they are asked for. */
async function give(records: string, withResults = false): Promise<void> {
  const catalog = await ownCatalog()
  const data = await writeDataSet({ ...smallCompany, 'conversation_tags.csv': records })
  await load(server.engine, catalog.sources, [data.directory])
  await data.remove()
  await refresh(server.engine, catalog, { withResults })
}
