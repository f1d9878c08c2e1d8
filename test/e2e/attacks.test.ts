import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServerUnderTest } from './server-under-test.ts'
import type { ServerUnderTest } from './server-under-test.ts'
import { smallCompany } from './small-company.ts'
import { slowTest } from '../harness/slow-test.ts'

let server: ServerUnderTest

beforeAll(async () => {
  server = await startServerUnderTest(smallCompany)
})

afterAll(() => server.stop())

/** A legitimate query still has its answer. */
async function expectAlive() {
  const { data } = await server.ask('{ accounts { totalCount } }')
  expect(data).toMatchObject({ accounts: { totalCount: 3 } })
}

const nested = (levels: number) =>
  `${'{ catalog { metrics { view { metrics '.repeat(1)}${'{ view { metrics '.repeat(levels)}{ name }${' } }'.repeat(levels)} } } }`

const columns = Array.from({ length: 9_000 }, (_, index) => `{ metric: MRR, alias: "m${index}" }`).join(' ')

test.each([
  ['five levels of the catalogue', nested(4)],
  [
    '700 aliases of __schema',
    `{ ${Array.from({ length: 700 }, (_, i) => `a${i}: __schema { types { name fields { name } } }`).join(' ')} }`,
  ],
  [
    'the last 200 users of the last 200 accounts, with their workspaces',
    '{ accounts(last: 200) { nodes { users(last: 200) { nodes { memberships(last: 200) { nodes { role } } } } } } }',
  ],
  [
    'five levels of lists without a size',
    '{ accounts { nodes { users { nodes { memberships { nodes { workspace { members { nodes { role } } } } } } } } } }',
  ],
  [
    'many objects by id, with long lists',
    `{ nodes(ids: [${'"x",'.repeat(200)}]) { ... on Account { users(first: 200) { nodes { memberships(first: 20) { nodes { role } } } } } } }`,
  ],
  ['9,000 columns', `{ metrics(input: { columns: [${columns}] }) { rows } }`],
  ['a document 5,000 levels deep', `${'{ a '.repeat(5_000)}${'}'.repeat(5_000)}`],
  [
    'fragments that spread each other',
    'query { ...a } fragment a on Query { ...b } fragment b on Query { ...a }',
  ],
  ['fragments that double 40 times', doubling(40)],
  ['daily retention as of the year 9999', daily('9999-12-31T00:00:00Z')],
])('%s is rejected, and the server goes on', async (_attack, document) => {
  const { errors } = await server.ask(document)
  expect(errors?.length).toBeGreaterThan(0)
  expect(errors?.[0]?.extensions['code']).not.toBe('INTERNAL')
  await expectAlive()
})

/** Each fragment spreads the next one twice, without a field between them. */
const spreadTwice = `{ ...F0 } ${Array.from({ length: 40 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(' ')} fragment F40 on Query { __typename }`

const filtered = Array.from(
  { length: 299 },
  (_, i) => `{ metric: MRR, alias: "c${i}", where: [{ dimension: COUNTRY, is: { eq: "x${i}" } }] }`,
)

test.each([
  ['fragments of the root that double 40 times', spreadTwice],
  [
    '299 columns with filters of their own',
    `{ metrics(input: { columns: [${filtered.join(' ')}] }) { rows } }`,
  ],
])('%s are too expensive', async (_attack, document) => {
  const { errors } = await server.ask(document)
  expect(errors?.[0]?.extensions['code']).toBe('QUERY_TOO_EXPENSIVE')
  await expectAlive()
})

test('60,000 unknown fields of an input are too expensive', async () => {
  const input = Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`zz${i}`, 1]))
  const { errors } = await server.ask('query ($i: MetricsInput!) { metrics(input: $i) { rows } }', {
    i: input,
  })
  expect(errors?.[0]?.extensions['code']).toBe('QUERY_TOO_EXPENSIVE')
  await expectAlive()
})

test('a document with many feeds of signals is rejected', async () => {
  const feeds = Array.from({ length: 51 }, (_, i) => `a${i}: signals(first: 1) { nodes { signal } }`)
  const { errors } = await server.ask(`{ ${feeds.join(' ')} }`)
  expect(errors?.[0]?.extensions['code']).toBe('QUERY_TOO_EXPENSIVE')
  await expectAlive()
})

test('variables with very many values are rejected', async () => {
  const query = 'query ($w: [FilterInput!]!) { metrics(input: { metrics: [SIGNUPS], where: $w }) { rows } }'
  const where = (count: number) => ({
    w: [{ dimension: 'COUNTRY', is: { in: Array.from({ length: count }, (_, i) => `c${i}`) } }],
  })
  const { errors } = await server.ask(query, where(25_001))
  expect(errors?.[0]?.extensions['code']).toBe('QUERY_TOO_EXPENSIVE')
  expect((await server.ask(query, where(24_000))).errors).toBeUndefined()
})

test.each(['', 'a b', '[::', '127.0.0.1\r\nHost: 127.0.0.1'])(
  'the Host "%s" is a bad request',
  async (host) => {
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    socket.write(`GET /graphql?query={__typename} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    let received = ''
    for await (const chunk of socket) received += String(chunk)
    expect(received).toMatch(/^HTTP\/1\.1 400 /)
  },
)

test('an invalid escape in the URL does not hide a document from its limits', async () => {
  const deep = `${'{a'.repeat(200)}${'}'.repeat(200)}`
  const response = await fetch(`${server.url}/graphql?query=%23%FF%0A${encodeURIComponent(deep)}`)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'QUERY_TOO_EXPENSIVE' } }] })
})

test('an invalid escape in the URL does not hide variables from their limits', async () => {
  const variables = encodeURIComponent(`{"a":${'['.repeat(300)}${']'.repeat(300)},"b":"`)
  const response = await fetch(`${server.url}/graphql?query={__typename}&variables=${variables}%FF%22%7D`)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({
    errors: [{ message: 'The JSON is nested more than 200 deep.' }],
  })
})

slowTest('variables of 20 MB are rejected with one status and code', async () => {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ __typename }', variables: { v: 'x'.repeat(20_000_000) } }),
  })
  expect([response.status, await response.json()]).toMatchObject([
    413,
    {
      errors: [{ message: 'The body is larger than 1000000 bytes.', extensions: { code: 'BODY_TOO_LARGE' } }],
    },
  ])
  await expectAlive()
})

test.each([
  ['of a declared length', ['content-length: 20000000', '', '{"query":']],
  ['of an unknown length', ['transfer-encoding: chunked', '', '1e8480', 'x'.repeat(2_000_000)]],
])('a large body %s is rejected while it is sent', async (_kind, lines) => {
  const { hostname, port } = new URL(server.url)
  const socket = connect({ host: hostname, port: Number(port) })
  const head = ['POST /graphql HTTP/1.1', `host: ${hostname}`, 'content-type: application/json']
  socket.write([...head, ...lines].join('\r\n'))
  const first = await new Promise<string>((resolve, reject) => {
    socket.once('data', (data) => resolve(data.toString()))
    socket.once('error', reject)
  })
  socket.destroy()
  expect(first).toMatch(/^HTTP\/1\.1 413 /)
  // a closed connection would lose the response while the client sends
  expect(first).toMatch(/^connection: keep-alive/im)
})

test('a compressed body is not decompressed', async () => {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: gzipSync('{"query":"{ __typename }"}'),
  })
  expect([response.status, await response.json()]).toMatchObject([
    400,
    { errors: [{ message: 'The body is compressed (gzip). Send plain JSON.' }] },
  ])
})

slowTest('with 700 half-sent requests and 500 silent connections, a query is still answered', async () => {
  const { port } = new URL(server.url)
  const sockets: Socket[] = []
  const open = (text: string) =>
    new Promise<void>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port: Number(port) }, () => {
        socket.write(text)
        resolve()
      })
      socket.on('error', () => resolve())
      sockets.push(socket)
    })
  await Promise.all([
    ...Array.from({ length: 700 }, () =>
      open('POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n\r\n{'),
    ),
    ...Array.from({ length: 500 }, () => open('')),
  ])
  await expectAlive()
  for (const socket of sockets) socket.destroy()
})

function doubling(times: number): string {
  const fragments = Array.from(
    { length: times },
    (_, i) => `fragment f${i} on Catalog { a: __typename ...f${i + 1} ...f${i + 1} }`,
  )
  return `{ catalog { ...f0 } } ${fragments.join(' ')} fragment f${times} on Catalog { metrics { view { metrics { view { name } } } } }`
}

function daily(asOf: string): string {
  return `{ metrics(input: { metrics: [USER_RETENTION_RATE], grain: DAY, asOf: "${asOf}" }) { rows } }`
}
