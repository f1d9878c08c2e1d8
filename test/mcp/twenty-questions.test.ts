import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { connectAgent } from './connect-agent.ts'
import type { Agent } from './connect-agent.ts'
import { questions } from './questions.ts'

let server: ServerUnderTest
let agent: Agent

beforeAll(async () => {
  server = await startServerUnderTest(smallCompany)
  agent = await connectAgent(server.url)
})

afterAll(async () => {
  await agent.client.close()
  await server.stop()
})

test('there are twenty questions', () => {
  expect(questions).toHaveLength(20)
})

test.each(questions)('$question', async ({ calls, at: path, answer }) => {
  for (const [index, [tool, input]] of calls.entries()) {
    const { value, isError } = await agent.call(tool, input)
    expect(isError, JSON.stringify(value)).toBe(false)
    const metric = nextMetric(calls[index + 1])
    // what the next call asks for was found by this one
    if (tool === 'find_metrics' && metric !== null) expect(at(value, 'metrics.*.metric')).toContain(metric)
    if (index === calls.length - 1) {
      const found = at(value, path)
      if (typeof answer === 'object' && !Array.isArray(answer)) expect(found).toMatchObject(answer as object)
      else expect(found).toEqual(answer)
    }
  }
})

/** The metric of a call; null without one. */
function nextMetric(call: (typeof questions)[number]['calls'][number] | undefined): string | null {
  const { metric, metrics } = (call?.[1] ?? {}) as { metric?: string; metrics?: readonly string[] }
  return metric ?? metrics?.[0] ?? null
}

test('a wrong call is answered with what is right', async () => {
  const { value, isError } = await agent.call('query_metrics', { metrics: ['mrr'], grain: 'day' })
  expect(isError).toBe(true)
  expect(value).toMatchObject({ code: 'GRAIN_NOT_AVAILABLE', valid: ['month', 'quarter', 'year'] })
  expect(value['next']).toContain('describe_metric')
  const again = await agent.call('query_metrics', {
    metrics: ['mrr'],
    grain: (value['valid'] as string[])[0],
  })
  expect(again.isError).toBe(false)
})

test.each([
  ['query_metrics', { metrics: ['mrr_total'] }, 'UNKNOWN_METRIC', 'mrr'],
  ['query_metrics', { metrics: ['mrr'], by: ['plan_name'] }, 'UNKNOWN_DIMENSION', 'plan'],
  ['query_metrics', { metric: 'mrr' }, 'BAD_REQUEST', 'metrics: it is missing'],
  ['query_metric', { metrics: ['mrr'] }, 'NOT_FOUND', 'query_metrics'],
  ['list_signals', { signals: ['champion'] }, 'BAD_REQUEST', 'champion_found'],
  ['get_account', { account: 'com' }, 'NOT_FOUND', 'Acme (acme)'],
  ['get_account', { account: 'nowhere' }, 'NOT_FOUND', 'nowhere'],
  ['query_metrics', { metrics: ['mrr'], first: 1000 }, 'BAD_REQUEST', 'at most 500'],
])('%s with %j is rejected: %s', async (tool, input, code, hint) => {
  const { value, isError } = await agent.call(tool, input)
  expect(isError).toBe(true)
  expect(value['code']).toBe(code)
  expect(JSON.stringify(value)).toContain(hint)
})

test('every tool is listed with a description of each argument', async () => {
  const { tools } = await agent.client.listTools()
  expect(tools.length).toBeGreaterThanOrEqual(7)
  for (const { description, inputSchema } of tools) {
    expect(description).not.toBe('')
    for (const argument of Object.values(inputSchema.properties ?? {}))
      expect(argument).toHaveProperty('description')
  }
})

test('the definition of a metric is a resource', async () => {
  const { resources } = await agent.client.listResources()
  expect(resources.map(({ uri }) => uri)).toContain('plumbline://metrics/mrr')
  const { contents } = await agent.client.readResource({ uri: 'plumbline://metrics/mrr' })
  expect(contents[0]).toMatchObject({ text: expect.stringContaining('view: metrics.revenue') as string })
  await expect(agent.client.readResource({ uri: 'plumbline://metrics/mrr_total' })).rejects.toMatchObject({
    data: { code: 'UNKNOWN_METRIC', suggestions: expect.arrayContaining(['mrr']) as string[] },
  })
})

test('calls are in the audit log, with the metrics that they asked for', async () => {
  server.logged()
  await agent.call('query_metrics', { metrics: ['signups'] })
  const [audit] = server.logged().filter(({ event }) => event === 'audit')
  expect(audit).toMatchObject({
    fields: ['mcp.query_metrics'],
    metrics: { signups: expect.any(String) as string },
  })
})

test('a failure of the warehouse is opaque to the agent, and in the log by its id', async () => {
  server.logged()
  server.failNext(new Error('the disk of db-7 is full'))
  const { value, isError } = await agent.call('query_metrics', { metrics: ['signups'] })
  expect(isError).toBe(true)
  expect(JSON.stringify(value)).not.toContain('db-7')
  expect(value['code']).toBe('INTERNAL')
  const failed = server.logged().find(({ event }) => event === 'failed')
  expect(failed?.['requestId']).toBe(value['requestId'])
})

test('only POST is allowed', async () => {
  const response = await fetch(`${server.url}/mcp`)
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe('POST')
})
