import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { keyOfRole } from '../harness/key-of-role.ts'
import { followPolicies } from '../../src/policy/follow-policies.ts'
import { connectAgent } from './connect-agent.ts'
import type { Agent } from './connect-agent.ts'

/** A representative of mining companies, who may see usage but no revenue and no signals. */
const policies = `
roles:
  rep:
    metrics: [engagement]
    entities: [accounts]
    rows: { accounts: industry = 'mining' }
`

let server: ServerUnderTest
let agent: Agent
let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plumbline-'))
  await writeFile(join(directory, 'policies.yaml'), policies)
  const { key, stored } = keyOfRole('rep')
  server = await startServerUnderTest(
    smallCompany,
    undefined,
    {},
    {
      authentication: { readKeys: () => Promise.resolve(new Map([[stored.id, stored]])), readToken: null },
      policies: followPolicies(join(directory, 'policies.yaml'), () => undefined),
    },
  )
  agent = await connectAgent(server.url, key)
})

afterAll(async () => {
  await agent.client.close()
  await server.stop()
  await rm(directory, { recursive: true })
})

test('an agent without a key is rejected', async () => {
  await expect(connectAgent(server.url)).rejects.toThrow(/UNAUTHENTICATED|Unauthorized|401/)
})

test('numbers are those of the accounts that the role may see', async () => {
  const { value } = await agent.call('query_metrics', {
    metrics: ['active_users'],
    from: '2025-01-01',
    to: '2025-03-31',
  })
  // dee, of the only mining company
  expect(value['rows']).toEqual([['1']])
})

test('metrics that are not granted are not found and not listed', async () => {
  const found = await agent.call('find_metrics', { words: 'monthly recurring revenue' })
  expect(at(found.value, 'metrics.*.family')).not.toContain('revenue')
  const listed = await agent.client.listResources()
  expect(listed.resources.map(({ name }) => name)).not.toContain('mrr')
  expect(listed.resources.map(({ name }) => name)).toContain('active_users')
})

test.each([
  ['describe_metric', { metric: 'mrr' }],
  ['query_metrics', { metrics: ['mrr'] }],
  ['compare_periods', { metrics: ['mrr'], grain: 'month' }],
  ['explain_query', { metrics: ['mrr'] }],
  ['list_signals', {}],
])('%s does not answer about what is not granted', async (tool, input) => {
  const { value, isError } = await agent.call(tool, input)
  expect(isError).toBe(true)
  expect(value['code']).toBe('FORBIDDEN')
})

test('the page of an account has only the parts that are granted', async () => {
  const { value } = await agent.call('get_account', { account: 'globex' })
  expect(value['account']).toMatchObject({ account_key: 'globex' })
  expect(value).not.toHaveProperty('account_revenue')
  expect(Object.keys(value['unavailable'] as object)).toEqual(
    expect.arrayContaining(['account_revenue', 'signals']) as string[],
  )
})

test('an account of others does not exist', async () => {
  const { value } = await agent.call('get_account', { account: 'acme' })
  expect(value['code']).toBe('NOT_FOUND')
  // the number of the request is random and may have any digits
  expect(JSON.stringify({ ...value, requestId: undefined })).not.toContain('120')
})
