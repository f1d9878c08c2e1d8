import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import { deploy } from '../../src/warehouse/release/deploy.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { writeDataSet } from '../contract/data-set.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { agentOf } from './connect-agent.ts'

let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plumbline-'))
  const data = await writeDataSet(smallCompany)
  const catalog = await loadCatalog('sql')
  const engine = await openEngine(join(directory, 'db'))
  await deploy(engine, catalog)
  await load(engine, catalog.sources, [data.directory])
  await refresh(engine, catalog)
  await engine.close()
  await data.remove()
})

afterAll(() => rm(directory, { recursive: true }))

test('an agent that starts the command gets the numbers of the database, and the command ends with it', async () => {
  const client = new Client({ name: 'test', version: '1.0.0' })
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ['--import', 'tsx', 'src/cli/main.ts', 'mcp', '--database', join(directory, 'db')],
  })
  await client.connect(transport)
  const agent = agentOf(client)
  const { value } = await agent.call('query_metrics', { metrics: ['mrr'], grain: 'month' })
  expect(value['rows']).toEqual([
    ['2025-01-01', '100'],
    ['2025-02-01', '150'],
    ['2025-03-01', '150'],
  ])
  const wrong = await agent.call('query_metrics', { metrics: ['mrr_total'] })
  expect(wrong.value['code']).toBe('UNKNOWN_METRIC')
  const { pid } = transport
  await client.close()
  expect(pid).toEqual(expect.any(Number))
  await expect.poll(() => isRunning(pid ?? 0), { timeout: 10_000 }).toBe(false)
})

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
