import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import type { OpenRuntime } from '../../src/open-runtime.ts'
import { startServer } from '../../src/server.ts'
import type { RunningServer, ServerParts } from '../../src/server.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { openPglite } from '../harness/engines.ts'

let runtime: OpenRuntime
let closed: RunningServer

const start = (settings: object, parts: ServerParts = {}) =>
  startServer(
    runtime,
    { host: '127.0.0.1', port: 0, logLevel: 'silent', maxEventLoopDelayMs: 0, ...settings },
    { log: createLog('silent'), ...parts },
  )

beforeAll(async () => {
  runtime = runtimeOf(await ownCatalog(), await openPglite())
  closed = await start({ introspection: false, explorer: false })
})

afterAll(async () => {
  await closed.stop()
  await runtime.close()
})

async function ask(query: string) {
  const response = await fetch(`${closed.url}/graphql?${new URLSearchParams({ query }).toString()}`)
  const { errors = [] } = (await response.json()) as {
    errors?: { message: string; extensions: { code: string } }[]
  }
  return { status: response.status, errors }
}

test.each([
  ['the query of every tool', getIntrospectionQuery()],
  ['a type', '{ __type(name: "Account") { fields { name } } }'],
  ['a fragment', '{ ...Q } fragment Q on Query { s: __schema { types { name } } }'],
])('without introspection, %s is rejected with where to get the schema', async (_what, query) => {
  const { status, errors } = await ask(query)
  expect([status, errors[0]?.extensions.code]).toEqual([400, 'INTROSPECTION_OFF'])
  expect(errors[0]?.message).toContain('plumbline schema')
})

test('without introspection, a client may still ask for __typename, and gets no similar names', async () => {
  expect(await ask('{ __typename }')).toEqual({ status: 200, errors: [] })
  const { errors } = await ask('{ acounts { totalCount } }')
  expect(errors[0]?.message).toBe('Cannot query field "acounts" on type "Query".')
})

test.each([
  ['/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/list' }],
  ['/cubejs-api/v1/meta', {}],
  ['/api/graphql', { query: '{ metrics(environmentId: 1) { name } }' }],
])('without introspection, %s does not list the metrics', async (path, body) => {
  const response = await fetch(`${closed.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify(body),
  })
  expect([response.status, await response.text()]).toEqual([
    400,
    expect.stringContaining('INTROSPECTION_OFF'),
  ])
})

test('without introspection, a wrong value of a variable gets no similar names', async () => {
  const query = 'query ($m: Metric!) { metrics(input: { metrics: [$m] }) { rows } }'
  const variables = JSON.stringify({ m: 'MR' })
  const response = await fetch(
    `${closed.url}/graphql?${new URLSearchParams({ query, variables }).toString()}`,
  )
  const text = await response.text()
  expect(text).toContain('does not exist in')
  expect(text).not.toContain('Did you mean')
})

test('without the explorer, the server has no pages', async () => {
  const page = await fetch(closed.url)
  const sentence = await page.text()
  expect([page.status, sentence]).toEqual([404, expect.stringContaining('NOT_FOUND')])
  expect(sentence).toContain(
    'clients of Cube ask below /cubejs-api/v1, and those of dbt POST to /api/graphql',
  )
  expect(sentence).not.toContain('explorer')
})

test('the explorer loads without a key where queries need one', async () => {
  const locked = await start(
    {},
    {
      authentication: {
        readKeys: () => Promise.resolve(new Map()),
        readToken: () => Promise.reject(new Error('no token is accepted')),
      },
    },
  )
  try {
    const page = await fetch(locked.url)
    expect(page.status).toBe(200)
    const [, script = ''] = /src="\.?(\/assets\/[^"]+)"/.exec(await page.text()) ?? []
    const nowhere = await fetch(`${locked.url}/nowhere`)
    expect([nowhere.status, await nowhere.text()]).toEqual([
      404,
      expect.stringContaining('The explorer is at /.'),
    ])
    for (const [path, status] of [
      [script, 200],
      ['/graphql?query={__typename}', 401],
    ] as const) {
      const file = await fetch(`${locked.url}${path}`)
      expect([path, file.status]).toEqual([path, status])
      // a response that is not read would hold its connection open
      await file.arrayBuffer()
    }
  } finally {
    await locked.stop()
  }
})
