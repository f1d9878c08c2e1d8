import { context, diag, propagation, trace } from '@opentelemetry/api'
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTracing } from '../../src/http/tracing/start-tracing.ts'
import { createLog } from '../../src/log.ts'
import { at, startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'

const exporter = new InMemorySpanExporter()
let server: ServerUnderTest
let stopTracing: () => Promise<void>

beforeAll(async () => {
  stopTracing = startTracing(createLog('silent'), new SimpleSpanProcessor(exporter))
  server = await startServerUnderTest(smallCompany)
})

afterAll(async () => {
  await server.stop()
  await stopTracing()
  for (const api of [trace, context, propagation, diag]) api.disable()
})

beforeEach(() => {
  exporter.reset()
  server.logged()
})

const traceId = '0af7651916cd43dd8448eb211c80319c'
const spanId = 'b7ad6b7169203331'

async function ask(body: string, traceparent = `00-${traceId}-${spanId}-01`) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', traceparent },
    body,
  })
  return { status: response.status, body: await response.json() }
}

const send = (query: string) => ask(JSON.stringify({ query }))

/** The spans of all requests, once the one of a request has ended. */
async function spans(): Promise<readonly ReadableSpan[]> {
  await expect.poll(() => exporter.getFinishedSpans().some(isRequest)).toBe(true)
  return exporter.getFinishedSpans()
}

const isRequest = ({ name }: ReadableSpan) => name.endsWith(' /graphql')
const named = (all: readonly ReadableSpan[], name: string) => all.filter((span) => span.name === name)
const parentOf = (all: readonly ReadableSpan[], { parentSpanContext }: ReadableSpan) =>
  all.find((span) => span.spanContext().spanId === parentSpanContext?.spanId)

test('a request continues the trace of its caller, down to each statement', async () => {
  const { body } = await send(
    '{ metrics(input: { metrics: [MRR, SIGNUPS], grain: MONTH }) { rows provenance { metrics { definitionHash } } } accounts { totalCount } }',
  )
  const all = await spans()
  expect(new Set(all.map((span) => span.spanContext().traceId))).toEqual(new Set([traceId]))
  const [request] = all.filter(isRequest)
  expect(request?.parentSpanContext).toMatchObject({ spanId, isRemote: true })
  expect(request?.attributes).toMatchObject({
    'http.request.method': 'POST',
    'http.route': '/graphql',
    'http.response.status_code': 200,
    'plumbline.definitions': expect.stringMatching(/^[0-9a-f]+$/) as string,
    'plumbline.lane': 'quick',
    'plumbline.errors': [],
  })
  expect(request?.attributes['plumbline.rows']).toBeGreaterThan(0)

  const [query] = named(all, 'query')
  if (query === undefined) throw new Error('the query has no span')
  expect(query.attributes).toMatchObject({
    'plumbline.metrics': ['mrr', 'signups'],
    'plumbline.dimensions': [],
    'plumbline.grain': 'month',
    'plumbline.result_shape': 'series',
    'plumbline.definition_hashes': at(body, 'data.metrics.provenance.metrics.*.definitionHash'),
    'plumbline.rows': (at(body, 'data.metrics.rows') as unknown[]).length,
    'plumbline.lane': 'quick',
  })
  expect(query.attributes['plumbline.cost']).toBeGreaterThan(0)
  const field = parentOf(all, query)
  expect(field?.name).toBe('field metrics')
  expect(field && parentOf(all, field)).toBe(request)
  expect(named(all, 'plan')[0]?.attributes['plumbline.metrics']).toEqual(['mrr', 'signups'])

  const statements = named(all, 'statement').filter((one) => parentOf(all, one) === query)
  const names = statements.map(({ attributes }) => attributes['db.operation.name'])
  // the first request of a server also asks whether the database is distributed
  expect(names).toEqual(['select', 'explain', 'with'])
  expect(statements[2]?.attributes).toMatchObject({
    'db.system.name': 'postgresql',
    'plumbline.rows': query.attributes['plumbline.rows'],
  })
  expect(named(all, 'field accounts')).toHaveLength(1)
})

test('a rejected query has the code of its error, and no span has a value of a filter', async () => {
  await send(
    '{ metrics(input: { metrics: [CAC] }) { rows } signups(where: [{ userEmail: { eq: "ada@acme.com" } }]) { rows { signups { value } } } accounts(where: [{ name: { eq: "Acme" } }]) { totalCount } }',
  )
  const all = await spans()
  const [plan] = named(all, 'plan').filter(({ attributes }) => 'error.type' in attributes)
  expect(plan?.attributes['error.type']).toBe('METRIC_UNAVAILABLE')
  expect(all.find(isRequest)?.attributes['plumbline.errors']).toEqual(['METRIC_UNAVAILABLE'])
  expect(named(all, 'statement').length).toBeGreaterThan(1)
  const written = JSON.stringify(
    all.map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
  )
  expect(written).not.toMatch(/acme|ada@/i)
})

test.each([
  ['an answered request', '{"query":"{ accounts { totalCount } }"}', ['audit', 'request']],
  ['a request that GraphQL rejects', '{"query":"{ nothing }"}', ['audit', 'rejected', 'request']],
  ['a request without JSON', '{', ['audit', 'request']],
])('each log line of %s has the id of its trace', async (_what, body, events) => {
  await ask(body)
  const lines: Readonly<Record<string, unknown>>[] = []
  await expect
    .poll(() => lines.push(...server.logged()) && lines.map(({ event }) => String(event)).sort())
    .toEqual(events)
  expect(lines.map(({ traceId: id }) => id)).toEqual(events.map(() => traceId))
})

test('a request that its caller does not trace has a trace of its own, and one left out is left out', async () => {
  await (await fetch(`${server.url}/graphql?query={__typename}`)).text()
  const request = (await spans()).find(isRequest)
  expect(request?.name).toBe('GET /graphql')
  expect(request?.parentSpanContext).toBeUndefined()
  exporter.reset()
  await ask('{"query":"{ accounts { totalCount } }"}', `00-${traceId}-${spanId}-00`)
  expect(exporter.getFinishedSpans()).toEqual([])
})

test('the span of a request ends when its caller has gone', async () => {
  const gone = new AbortController()
  const held = server.holdNext()
  const answer = fetch(`${server.url}/graphql?query={accounts{totalCount}}`, { signal: gone.signal })
  await held
  gone.abort()
  await expect(answer).rejects.toThrow()
  const request = (await spans()).find(isRequest)
  expect(request?.attributes).toMatchObject({ 'http.response.status_code': 499 })
})

test('probes have no spans', async () => {
  await (await fetch(`${server.url}/health`)).text()
  await (await fetch(`${server.url}/ready`)).text()
  expect(exporter.getFinishedSpans()).toEqual([])
})
