import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getIntrospectionQuery } from 'graphql'
import { at, startServerUnderTest } from './server-under-test.ts'
import type { ServerUnderTest } from './server-under-test.ts'
import { smallCompany } from './small-company.ts'

let server: ServerUnderTest

beforeAll(async () => {
  server = await startServerUnderTest(smallCompany)
})

afterAll(() => server.stop())

test('health never queries the warehouse, and readiness does', async () => {
  server.statements()
  const health = await fetch(`${server.url}/health`)
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }])
  expect(server.statements()).toEqual([])

  const ready = await fetch(`${server.url}/ready`)
  expect([ready.status, await ready.json()]).toEqual([
    200,
    {
      status: 'ready',
      dataAsOf: '2025-03-31T11:00:00Z',
      refreshedAt: expect.any(String) as string,
      oldRollups: 0,
      unreadRollups: expect.any(Number) as number,
    },
  ])
  expect(server.statements()).not.toEqual([])

  server.failNext(new Error('gone'))
  const notReady = await fetch(`${server.url}/ready`)
  expect([notReady.status, await notReady.json()]).toEqual([503, { status: 'unavailable' }])
})

test('the start page describes Plumbline', async () => {
  const page = await fetch(server.url)
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(await page.text()).toContain('<title>Plumbline</title>')
})

test('only files of the explorer are served', async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    // a raw request, because fetch would normalize the path
    request(server.url, { path: '/assets/../../../package.json' }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
  expect(status).toBe(404)
})

test('a proxy’s request id is kept, and one that is unsafe for the log is replaced', async () => {
  const given = await fetch(`${server.url}/health`, { headers: { 'x-request-id': 'proxy-1234' } })
  expect(given.headers.get('x-request-id')).toBe('proxy-1234')
  const replaced = await fetch(`${server.url}/health`, { headers: { 'x-request-id': 'a b {}' } })
  expect(replaced.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})

test('requests that never reach GraphQL get an error in the GraphQL format', async () => {
  const broken = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{',
  })
  expect(broken.status).toBe(400)
  expect(await broken.json()).toMatchObject({
    errors: [{ extensions: { code: 'BAD_REQUEST', requestId: broken.headers.get('x-request-id') } }],
  })
  const nowhere = await fetch(`${server.url}/nowhere`)
  expect(nowhere.status).toBe(404)
  expect(await nowhere.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] })
  const put = await fetch(`${server.url}/graphql?query={__typename}`, { method: 'PUT' })
  expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST'])
})

test('tools can introspect the schema', async () => {
  const { data, errors } = await server.ask(getIntrospectionQuery())
  expect(errors).toBeUndefined()
  expect(at(data, '__schema.queryType.name')).toBe('Query')
})

test('a client that disconnects cancels its query', async () => {
  server.logged()
  const controller = new AbortController()
  const asked = server.holdNext()
  const answer = fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ accounts { totalCount } }' }),
    signal: controller.signal,
  })
  const signal = await asked
  expect(signal?.aborted).toBe(false)
  controller.abort()
  await expect(answer).rejects.toThrow()
  await expect.poll(() => signal?.aborted).toBe(true)
  // this is not an error to fix
  const events: unknown[] = []
  await expect
    .poll(() => events.push(...server.logged().map(({ event }) => event)) && events)
    .toContain('caller_gone')
  expect(events).not.toContain('failed')
})

test('a stopping server finishes started requests, and accepts no more', async () => {
  // a client keeps its connection for more requests: the server does not wait for those
  const other = await startServerUnderTest(smallCompany, undefined, { drainTimeoutSeconds: 600 })
  const begun = other.ask('{ metrics(input: { metrics: [MRR], by: [ACCOUNT], grain: MONTH }) { rows } }')
  await expect.poll(() => other.statements().length).toBeGreaterThan(0)
  await other.stop()
  expect((await begun).errors).toBeUndefined()
  await expect(fetch(`${other.url}/health`)).rejects.toThrow()
})
