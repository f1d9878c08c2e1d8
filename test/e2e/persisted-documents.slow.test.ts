import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PlumblineError } from '../../src/errors.ts'
import { createLog } from '../../src/log.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import type { OpenRuntime } from '../../src/open-runtime.ts'
import { startServer } from '../../src/server.ts'
import type { RunningServer } from '../../src/server.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { openPglite } from '../harness/engines.ts'

let runtime: OpenRuntime
let folder: string

beforeAll(async () => {
  runtime = runtimeOf(await ownCatalog(), await openPglite())
  folder = await mkdtemp(join(tmpdir(), 'plumbline-documents-'))
})

afterAll(async () => {
  await runtime.close()
  await rm(folder, { recursive: true })
})

const start = (trustedDocuments: string | null = null) =>
  startServer(
    runtime,
    { host: '127.0.0.1', port: 0, logLevel: 'silent', maxEventLoopDelayMs: 0, trustedDocuments },
    { log: createLog('silent') },
  )

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const byHash = (hash: string) => ({ persistedQuery: { version: 1, sha256Hash: hash } })

interface Answer {
  readonly status: number
  readonly data?: unknown
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[]
}

/** Sends a request with these parameters, in the body or in the URL. */
async function send(
  { url }: RunningServer,
  method: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const inUrl = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters))
    inUrl.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  const response =
    method === 'GET'
      ? await fetch(`${url}/graphql?${inUrl.toString()}`)
      : await fetch(`${url}/graphql`, {
          method,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(parameters),
        })
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) }
}

const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code

describe('automatic persisted queries', () => {
  let server: RunningServer

  beforeAll(async () => {
    server = await start()
  })

  afterAll(() => server.stop())

  test.each(['GET', 'POST'])(
    'over %s a document is sent once, and named by its hash later',
    async (method) => {
      const query = `{ sentBy${method}: __typename }`
      const extensions = byHash(sha256(query))
      const unknown = await send(server, method, { extensions })
      expect(unknown).toMatchObject({ status: 200, errors: [{ message: 'PersistedQueryNotFound' }] })
      expect(codeOf(unknown)).toBe('PERSISTED_QUERY_NOT_FOUND')
      const data = { [`sentBy${method}`]: 'Query' }
      expect(await send(server, method, { query, extensions })).toEqual({ status: 200, data })
      expect(await send(server, method, { extensions })).toEqual({ status: 200, data })
    },
  )

  test('a document does not get the hash of another one', async () => {
    const answer = await send(server, 'POST', {
      query: '{ __typename }',
      extensions: byHash(sha256('{ other: __typename }')),
    })
    expect([answer.status, answer.errors?.[0]?.message]).toEqual([400, 'provided sha does not match query'])
  })

  test.each(['GET', 'POST'])('a too large document is not registered over %s', async (method) => {
    const query = `{ ${'a: __typename '.repeat(501)} }`
    const extensions = byHash(sha256(query))
    expect(codeOf(await send(server, method, { query, extensions }))).toBe('QUERY_TOO_EXPENSIVE')
    expect(codeOf(await send(server, method, { extensions }))).toBe('PERSISTED_QUERY_NOT_FOUND')
  })

  test('the size of the response is limited for each request with the hash, too', async () => {
    const query =
      'query Q($n: Int!) { accounts(first: $n) { nodes { users(first: $n) { nodes { workspaces(first: 20) { nodes { key } } } } } } }'
    const extensions = byHash(sha256(query))
    await send(server, 'POST', { query, extensions, variables: { n: 1 } })
    const large = await send(server, 'POST', { extensions, variables: { n: 200 } })
    expect(codeOf(large)).toBe('QUERY_TOO_EXPENSIVE')
  })
})

describe('a list of trusted documents', () => {
  const typename = '{ __typename }'
  const metrics = 'query Metrics($name: Metric!) { catalog { metric(name: $name) { name } } }'
  let server: RunningServer

  beforeAll(async () => {
    const file = join(folder, 'persisted-documents.json')
    await writeFile(file, JSON.stringify({ f4a1: typename, [`sha256:${sha256(metrics)}`]: metrics }))
    server = await start(file)
  })

  afterAll(() => server.stop())

  test.each(['GET', 'POST'])(
    'over %s a listed document runs by each of its ids, and by its text',
    async (method) => {
      const variables = { name: 'MRR' }
      for (const parameters of [
        { documentId: `sha256:${sha256(metrics)}` },
        { documentId: sha256(metrics) },
        { extensions: byHash(sha256(metrics)) },
        { query: metrics },
        { query: metrics, extensions: byHash(sha256(metrics)) },
      ]) {
        const answer = await send(server, method, { ...parameters, variables })
        expect(answer, JSON.stringify(parameters)).toEqual({
          status: 200,
          data: { catalog: { metric: { name: 'mrr' } } },
        })
      }
      for (const parameters of [
        { documentId: 'f4a1' },
        { documentId: `sha256:${sha256(typename)}` },
        { extensions: byHash('f4a1') },
      ])
        expect(await send(server, method, parameters)).toEqual({ status: 200, data: { __typename: 'Query' } })
    },
  )

  test.each(['GET', 'POST'])('over %s every other document is rejected, with what to do', async (method) => {
    for (const parameters of [
      { query: '{  __typename }' },
      { query: '{ accounts { totalCount } }', extensions: byHash(sha256(typename)) },
      { query: '{ accounts { totalCount } }', documentId: 'f4a1' },
      { extensions: byHash(sha256('{ other: __typename }')) },
      { documentId: '' },
      { documentId: 'constructor' },
      { variables: {} },
    ]) {
      const answer = await send(server, method, parameters)
      expect([answer.status, codeOf(answer)], JSON.stringify(parameters)).toEqual([
        403,
        'DOCUMENT_NOT_TRUSTED',
      ])
      expect(answer.errors?.[0]?.message).toMatch(/documentId.*TRUSTED_DOCUMENTS/)
    }
  })

  test('an operation of a listed document is chosen by its name', async () => {
    const answer = await send(server, 'POST', { documentId: 'f4a1', operationName: 'Other' })
    expect(codeOf(answer)).toBe('OPERATION_RESOLUTION_FAILURE')
  })
})

test('a server does not start with a list that it cannot run, and names each of these documents', async () => {
  const file = join(folder, 'broken.json')
  await writeFile(
    file,
    JSON.stringify({
      fine: '{ __typename }',
      field: '{ nothing }',
      syntax: '{ a',
      large: `{ ${'a: __typename '.repeat(501)} }`,
      fragment: 'fragment F on Query { __typename }',
      'sha256:00': '{ __typename }',
    }),
  )
  const error: unknown = await start(file).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(PlumblineError)
  const { code, details } = error as PlumblineError
  expect(code).toBe('BAD_CONFIGURATION')
  expect(details.problems?.map((problem) => problem.replace(/: [A-Z].*/, ''))).toEqual([
    'field',
    'syntax',
    'large',
    'fragment',
    'sha256:00',
  ])
})

test.each([
  ['a missing file', null],
  ['no JSON', '{'],
  ['a list of texts', '["{ __typename }"]'],
])('%s is rejected as a list of documents', async (_what, text) => {
  const file = join(folder, 'unreadable.json')
  if (text !== null) await writeFile(file, text)
  await expect(start(file)).rejects.toThrow(/cannot be read as a list of documents/)
})
