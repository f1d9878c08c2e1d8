import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import { createLog } from '../../src/log.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import { startServer } from '../../src/server.ts'
import type { RunningServer } from '../../src/server.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openPglite } from '../harness/engines.ts'

let engine: Engine
let server: RunningServer

beforeAll(async () => {
  engine = await openPglite()
  const config = {
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
    corsOrigins: ['https://app.example'],
  } as const
  server = await startServer(runtimeOf(await loadCatalog('sql'), engine), config, {
    log: createLog('silent'),
  })
})

afterAll(async () => {
  await server.stop()
  await engine.close()
})

const audits = serverAudits({ url: () => `${server.url}/graphql` })

test('every audit of the GraphQL over HTTP specification is run', () => {
  expect(audits.length).toBeGreaterThanOrEqual(61)
})

test.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
  const result = await audit.fn()
  expect(result).toMatchObject({ status: 'ok' })
})

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

test('a page of another origin may not', async () => {
  const answer = await fetch(`${server.url}/graphql?query={__typename}`, {
    headers: { origin: 'https://elsewhere.example', 'apollo-require-preflight': 'true' },
  })
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
})
