import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportFormats } from '../../src/export/format.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { writeDataSet } from '../contract/data-set.ts'
import { openTestPostgres, postgresUrl } from '../harness/engines.ts'
import type { TestPostgres } from '../harness/engines.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { deployedTemplate } from '../harness/templates.ts'

/** Memory beyond which an export grows with its rows. */
const mostBytes = 250_000_000

const countries = 100
const users = `user_id,created_at,country\n${Array.from({ length: countries }, (_, index) => `u${index},2018-01-01T00:00:00Z,c${index}\n`).join('')}`

/** Five million rows: the hours of six years, for each country. */
const question = {
  metrics: ['SIGNUPS'],
  by: ['USER_COUNTRY'],
  grain: 'HOUR',
  period: { from: '2018-01-01', to: '2023-12-31' },
  asOf: '2024-01-01T00:00:00Z',
}
const rowCount = countries * 24 * (6 * 365 + 1)

let postgres: TestPostgres
let server: ChildProcess
let url: string

beforeAll(async () => {
  postgres = await openTestPostgres(postgresUrl(), {}, deployedTemplate)
  const catalog = await ownCatalog()
  const data = await writeDataSet({ 'users.csv': users })
  await load(postgres.engine, catalog.sources, [data.directory])
  await data.remove()
  await refresh(postgres.engine, catalog)
  const program = [
    '--import',
    import.meta.resolve('tsx'),
    'src/cli/main.ts',
    'serve',
    '--database',
    postgres.url,
  ]
  server = spawn(process.execPath, [...program, '--port', '0', '--json'], {
    // the statement sorts five million rows before the first one is sent
    env: {
      ...process.env,
      LOG_LEVEL: 'silent',
      STATEMENT_TIMEOUT_MS: '900000',
      // the metrics are read several times a second
      REQUESTS_PER_MINUTE: '100000',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (server.stdout === null) throw new Error('The server has no output.')
  const [line] = (await once(server.stdout, 'data')) as [Buffer]
  url = (JSON.parse(line.toString()) as { url: string }).url
})

afterAll(async () => {
  server.kill()
  await postgres.stop()
})

async function residentBytes(): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1])
}

/** The bytes of a response, which are counted and dropped. */
async function drain(format: string, input: object): Promise<number> {
  const response = await fetch(
    `${url}/export?format=${format}&input=${encodeURIComponent(JSON.stringify(input))}`,
  )
  expect(response.status).toBe(200)
  let bytes = 0
  for await (const chunk of response.body ?? []) bytes += (chunk as Uint8Array).byteLength
  return bytes
}

/** A reader that takes the first bytes of many rows and no more, and one that has gone after them. */
async function startOthers(format: string): Promise<readonly AbortController[]> {
  const start = async () => {
    const reader = new AbortController()
    const input = encodeURIComponent(JSON.stringify({ ...question, first: 50_000 }))
    const { body } = await fetch(`${url}/export?format=${format}&input=${input}`, { signal: reader.signal })
    await body?.getReader().read()
    return reader
  }
  const [slow, gone] = [await start(), await start()]
  gone.abort()
  return [slow]
}

test.each(exportFormats)(
  'five million rows as %s add little memory to the server, with a slow reader and one that goes away',
  async (format) => {
    // the code of the format is loaded, its buffers are allocated, and the heap has the size of a running export
    await drain(format, { ...question, first: 50_000 })
    const before = await residentBytes()
    let most = before
    const watching = setInterval(() => {
      void residentBytes().then((bytes) => (most = Math.max(most, bytes)))
    }, 250)
    const others = await startOthers(format)
    const bytes = await drain(format, question)
    clearInterval(watching)
    for (const other of others) other.abort()
    expect(bytes).toBeGreaterThan(rowCount * 20)
    expect(most - before).toBeLessThan(mostBytes)
  },
  900_000,
)
