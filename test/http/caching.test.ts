import { get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

let server: ServerUnderTest

beforeAll(async () => {
  server = await startServerUnderTest(smallCompany)
})

afterAll(() => server.stop())

/** A response as a browser's cache receives it; `fetch` would decompress it. */
async function receive(path: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${server.url}${path}`, { headers }, resolve).on('error', reject)
  })
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return { status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks).length }
}

const query = (text: string) => `/graphql?query=${encodeURIComponent(text)}`
const names = query('{ accounts(orderBy: { field: NAME }) { nodes { name createdAt } } }')
const long = query('{ catalog { metrics { name description } } }')

test('a response to GET is private, and holds as long as the data do', async () => {
  const first = await receive(names)
  expect(first.headers).toMatchObject({
    'cache-control': 'private, no-cache',
    vary: 'accept, accept-encoding, authorization, origin',
  })
  const tag = String(first.headers.etag)
  const again = await receive(names, { 'if-none-match': tag })
  expect([again.status, again.bytes]).toEqual([304, 0])
  expect(again.headers).toMatchObject({
    etag: tag,
    'cache-control': 'private, no-cache',
    vary: first.headers.vary,
  })

  await server.engine.execute("update source.accounts set name = 'Acme Corp' where account_id = 'acme'")
  await refresh(server.engine, await ownCatalog())
  const changed = await receive(names, { 'if-none-match': tag })
  expect(changed.status).toBe(200)
  expect(changed.headers.etag).not.toBe(tag)
})

test('a compressed response has the tag of the plain one', async () => {
  const plain = await receive(long)
  for (const encoding of ['br', 'gzip']) {
    const compressed = await receive(long, { 'accept-encoding': encoding })
    expect(compressed.headers).toMatchObject({
      'content-encoding': encoding,
      etag: plain.headers.etag,
      vary: plain.headers.vary,
    })
    expect(compressed.bytes).toBeLessThan(plain.bytes / 2)
    const again = await receive(long, {
      'accept-encoding': encoding,
      'if-none-match': String(plain.headers.etag),
    })
    expect([again.status, again.bytes]).toEqual([304, 0])
  }
})

test('an error is not stored, and is never the stored response', async () => {
  const id = { 'x-request-id': 'the-same-request' }
  const first = await receive(query('{ nothing }'), id)
  expect([first.status, first.headers['cache-control']]).toEqual([400, 'no-store'])
  const again = await receive(query('{ nothing }'), { ...id, 'if-none-match': String(first.headers.etag) })
  expect(again.status).toBe(400)
})

test('a response to POST is not stored', async () => {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ __typename }"}',
  })
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'cache-control': 'no-store',
    vary: 'accept, accept-encoding, authorization, origin',
  })
  expect(response.headers.get('etag')).toBeNull()
  await response.arrayBuffer()
})

test('the page of the explorer is asked for each time, and its files never again', async () => {
  const page = await receive('/')
  expect(page.headers['cache-control']).toBe('no-cache')
  const again = await receive('/', { 'if-none-match': String(page.headers.etag) })
  expect([again.status, again.bytes]).toEqual([304, 0])

  const html = await (await fetch(server.url)).text()
  const [, file = ''] = /href="\.?(\/assets\/[^"]+\.css)"/.exec(html) ?? []
  const styles = await receive(file)
  expect(styles.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  const same = await receive(file, { 'if-none-match': String(styles.headers.etag) })
  expect([same.status, same.bytes]).toEqual([304, 0])
})

test('probes are not stored', async () => {
  expect((await receive('/health')).headers['cache-control']).toBe('no-store')
})
