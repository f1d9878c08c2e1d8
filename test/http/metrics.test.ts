import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'

let server: ServerUnderTest
const mrr =
  '{ metrics(input: { metrics: [MRR], grain: MONTH }) { rows provenance { metrics { definitionHash } } } }'

beforeAll(async () => {
  server = await startServerUnderTest(smallCompany)
})

afterAll(async () => {
  await server.stop()
})

/** The samples of a metric, by their labels. */
async function samples(name: string): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`${server.url}/metrics`)
  expect(response.headers.get('content-type')).toMatch('text/plain')
  const lines = (await response.text()).split('\n').filter((line) => line.startsWith(name))
  return new Map(
    lines.map((line) => {
      const [, labels = '', value] = /^\w+(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
      return [labels, Number(value)]
    }),
  )
}

test('requests, errors and the times of each family are counted', async () => {
  const before = (await samples('plumbline_sql_seconds_count')).get('family="revenue"') ?? 0
  await server.ask(mrr)
  await server.ask('{ nothing }')
  expect((await samples('plumbline_requests_total')).get('path="/graphql",status="400"')).toBe(1)
  expect((await samples('plumbline_sql_seconds_count')).get('family="revenue"')).toBe(before + 1)
  expect((await samples('plumbline_plan_seconds_count')).get('family="revenue"')).toBe(before + 1)
  expect((await samples('plumbline_errors_total')).get('code="GRAPHQL_VALIDATION_FAILED"')).toBe(1)
  expect((await samples('plumbline_rows_total')).get('')).toBeGreaterThan(0)
})

test('queues, connections, the cache and the age of the data are measured', async () => {
  expect([...(await samples('plumbline_lane_requests')).keys()]).toHaveLength(6)
  expect((await samples('plumbline_connections')).get('state="idle"')).toBeGreaterThan(0)
  expect((await samples('plumbline_state_reads_total')).get('result="reused"')).toBeGreaterThan(0)
  expect((await samples('plumbline_ready')).get('')).toBe(1)
  const age = (await samples('plumbline_data_age_seconds')).get('') ?? 0
  expect(Math.abs(age - (Date.now() - Date.parse('2025-03-31T11:00:00Z')) / 1_000)).toBeLessThan(60)
})

test('the audit log has a line for every request: caller, definitions, rows and time', async () => {
  server.logged()
  const { requestId, data } = await server.ask(`query Revenue ${mrr}`)
  const [line] = server.logged().filter(({ event }) => event === 'audit')
  const result = (
    data as { metrics: { rows: unknown[]; provenance: { metrics: { definitionHash: string }[] } } }
  ).metrics
  expect(line).toMatchObject({
    requestId,
    method: 'anonymous',
    role: null,
    operation: 'Revenue',
    fields: ['metrics'],
    metrics: { mrr: result.provenance.metrics[0]?.definitionHash },
    policyHash: null,
    status: 200,
    errors: [],
  })
  expect(line?.['rows']).toBeGreaterThanOrEqual(result.rows.length)
  expect(line?.['definitions']).toMatch(/^[0-9a-f]+$/)
})

test('fields within fragments are in the audit log, and so are rejected requests', async () => {
  server.logged()
  await server.ask('query { ...People } fragment People on Query { users { totalCount } }')
  const rejected = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{',
  })
  const broken = await fetch(`${server.url}/%`)
  expect(broken.status).toBe(400)
  const lines = server.logged().filter(({ event }) => event === 'audit')
  expect(lines).toMatchObject([
    { fields: ['users'], status: 200 },
    {
      requestId: rejected.headers.get('x-request-id'),
      definitions: null,
      status: 400,
      errors: ['BAD_REQUEST'],
    },
  ])
})
