import { createHash } from 'node:crypto'
import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PlumblineError } from '../../src/errors.ts'
import type { Authentication } from '../../src/identity/authenticate.ts'
import { createLog } from '../../src/log.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import type { OpenRuntime } from '../../src/open-runtime.ts'
import { startServer } from '../../src/server.ts'
import type { RunningServer } from '../../src/server.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { openPglite } from '../harness/engines.ts'

let runtime: OpenRuntime
let server: RunningServer

const config = {
  host: '127.0.0.1',
  port: 0,
  logLevel: 'silent',
  corsOrigins: ['https://app.example'],
} as const

beforeAll(async () => {
  runtime = runtimeOf(await ownCatalog(), await openPglite())
  server = await startServer(runtime, config, { log: createLog('silent') })
})

afterAll(async () => {
  await server.stop()
  await runtime.close()
})

const audits = serverAudits({ url: () => `${server.url}/graphql` })

test('every audit of the GraphQL over HTTP specification is run', () => {
  expect(audits.length).toBeGreaterThanOrEqual(61)
})

test.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
  const result = await audit.fn()
  expect(result).toMatchObject({ status: 'ok' })
})

const query = 'query Metric($name: Metric!) { catalog { metric(name: $name) { name } } }'
const asked = { operationName: 'Metric', variables: { name: 'MRR' } }
const answered = { data: { catalog: { metric: { name: 'mrr' } } } }

const json = { 'content-type': 'application/json' }
const clientLibrary = { name: '@apollo/client', version: '4.2.12' }
/** The headers of Apollo Client 4, also of its GET requests, and those of urql 6. */
const apollo = { ...json, accept: 'application/graphql-response+json,application/json;q=0.9' }
const urql = {
  accept:
    'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
}

interface ClientRequest extends RequestInit {
  readonly path?: string
  readonly headers: Readonly<Record<string, string>>
}

function post(headers: ClientRequest['headers'], body: object): ClientRequest {
  return { method: 'POST', headers, body: JSON.stringify(body) }
}

function inUrl(
  headers: ClientRequest['headers'],
  parameters: Readonly<Record<string, unknown>>,
): ClientRequest {
  const url = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters))
    url.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  return { path: `?${url.toString()}`, headers }
}

async function send({ path = '', ...init }: ClientRequest) {
  const response = await fetch(`${server.url}/graphql${path}`, init)
  return {
    status: response.status,
    type: response.headers.get('content-type')?.split(';')[0],
    body: await response.json(),
  }
}

const long = `${query} #${' long'.repeat(500)}`

test.each<[string, ClientRequest, string]>([
  ['curl', post({ ...json, accept: '*/*' }, { ...asked, query }), 'application/json'],
  ['urql', inUrl(urql, { query, ...asked }), 'application/graphql-response+json'],
  [
    'urql with a long URL',
    post({ ...urql, ...json }, { ...asked, query: long }),
    'application/graphql-response+json',
  ],
  [
    'Apollo Client',
    post(apollo, { ...asked, extensions: { clientLibrary }, query }),
    'application/graphql-response+json',
  ],
  [
    'Apollo Client with GET',
    inUrl(apollo, { query, ...asked, extensions: { clientLibrary } }),
    'application/graphql-response+json',
  ],
  ['Relay', post(json, { query, variables: asked.variables }), 'application/json'],
])('%s gets an answer to its default request', async (_client, request, type) => {
  expect(await send(request)).toEqual({ status: 200, type, body: answered })
})

test.each<
  [string, (extensions: object) => ClientRequest, (text: string, extensions: object) => ClientRequest]
>([
  [
    'Apollo Client',
    (extensions) => post(apollo, { ...asked, extensions }),
    (text, extensions) => post(apollo, { ...asked, extensions, query: text }),
  ],
  [
    'Apollo Client with GET',
    (extensions) => inUrl(apollo, { ...asked, extensions }),
    (text, extensions) => post(apollo, { ...asked, extensions, query: text }),
  ],
  [
    'urql',
    (extensions) => inUrl(urql, { ...asked, extensions }),
    (text, extensions) => inUrl(urql, { query: text, ...asked, extensions }),
  ],
])(
  '%s sends the hash of a document, the document when it is unknown, then hashes',
  async (client, hashed, full) => {
    const text = `${query} # ${client}`
    const sha256Hash = createHash('sha256').update(text).digest('hex')
    const extensions = { persistedQuery: { version: 1, sha256Hash } }
    expect((await send(hashed(extensions))).body).toMatchObject({
      errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    })
    expect((await send(full(text, extensions))).body).toEqual(answered)
    expect((await send(hashed(extensions))).body).toEqual(answered)
  },
)

test('a page of a listed origin may ask, with the header of credentials', async () => {
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://app.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  })
  expect(answer.status).toBe(204)
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example')
  expect(answer.headers.get('access-control-allow-headers')).toMatch(/authorization/)
})

test('it reads the answer and the headers that it needs', async () => {
  const answer = await fetch(`${server.url}/graphql`, {
    ...post(json, { query: '{ __typename }' }),
    headers: {
      ...json,
      origin: 'https://app.example',
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'cors',
    },
  })
  expect([answer.status, await answer.json()]).toEqual([200, { data: { __typename: 'Query' } }])
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example')
  expect(answer.headers.get('access-control-expose-headers')).toBe(
    'x-request-id, retry-after, etag, content-disposition',
  )
  expect(answer.headers.get('vary')).toContain('origin')
})

test('it reads why its key is rejected', async () => {
  const authentication: Authentication = {
    readKeys: () => Promise.resolve(new Map()),
    readToken: () => Promise.reject(new PlumblineError('UNAUTHENTICATED', 'The token is invalid.')),
  }
  const locked = await startServer(runtime, config, { log: createLog('silent'), authentication })
  const answer = await fetch(`${locked.url}/graphql?query={__typename}`, {
    headers: { origin: 'https://app.example', authorization: 'Bearer wrong' },
  })
  expect([answer.status, await answer.json()]).toMatchObject([
    401,
    { errors: [{ message: 'The token is invalid.' }] },
  ])
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example')
  await locked.stop()
})

test('a page of another origin may not', async () => {
  const answer = await fetch(`${server.url}/graphql?query={__typename}`, {
    headers: { origin: 'https://elsewhere.example', 'apollo-require-preflight': 'true' },
  })
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
})

test.each([
  ['without a document', {}],
  ['with a document that is no text', { query: 7 }],
  ['with invalid syntax', { query: '{' }],
  ['with an unknown field', { query: '{ nothing }' }],
])('a request %s is rejected with its id', async (_what, body) => {
  const answer = await fetch(`${server.url}/graphql`, post(json, body))
  const { errors } = (await answer.json()) as { errors: readonly { extensions: { requestId: string } }[] }
  expect(errors[0]?.extensions.requestId).toBe(answer.headers.get('x-request-id'))
  expect(errors[0]?.extensions.requestId).toMatch(/./)
})
