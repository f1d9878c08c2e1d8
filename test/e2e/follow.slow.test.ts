import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from 'graphql-sse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import { deployedCatalog } from '../../src/cli/diff/deployed-catalog.ts'
import { createLog } from '../../src/log.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import { startServer } from '../../src/server.ts'
import type { RunningServer } from '../../src/server.ts'
import { deploy } from '../../src/warehouse/release/deploy.ts'
import { deployedFiles } from '../../src/warehouse/release/deployed-files.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { writeDataSet } from '../contract/data-set.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { openTestPostgres, postgresUrl } from '../harness/engines.ts'
import type { TestPostgres } from '../harness/engines.ts'
import { at } from './server-under-test.ts'
import { smallCompany } from './small-company.ts'
import { engineKinds } from '../harness/engine-kinds.ts'

let folder: string
/** The definitions of `sql/`, and the same with an additional metric. */
let less: Catalog
let more: Catalog

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-follow-'))
  await cp('sql', join(folder, 'sql'), { recursive: true })
  const file = join(folder, 'sql', 'metrics', 'signups.sql')
  const text = await readFile(file, 'utf8')
  const metric =
    '  told_signups:\n    kind: count\n    unit: count\n    description: Users who signed up, again.\n'
  await writeFile(file, text.replace('\nmetrics:\n', `\nmetrics:\n${metric}`))
  less = await ownCatalog()
  more = await loadCatalog(join(folder, 'sql'))
})

afterAll(() => rm(folder, { recursive: true }))

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe.each(engineKinds)('a server that follows, on %s', (kind) => {
  let postgres: TestPostgres | undefined
  /** The engine of the deployment; an embedded database cannot be opened twice, so the server shares it. */
  let engine: Engine
  let own: Engine
  let server: RunningServer

  beforeAll(async () => {
    if (kind === 'postgres') postgres = await openTestPostgres(postgresUrl())
    engine = postgres?.engine ?? (await openEngine('memory', { thread: true }))
    own = postgres === undefined ? engine : await openEngine(postgres.url)
    const dataSet = await writeDataSet(smallCompany)
    await load(engine, less.sources, [dataSet.directory])
    await dataSet.remove()
    await release(more)
    server = await startServer(
      runtimeOf(less, own),
      { host: '127.0.0.1', port: 0, logLevel: 'silent' },
      {
        log: createLog('silent'),
        readDeployed: async (snapshot) => deployedCatalog(await deployedFiles(snapshot), 'sql'),
      },
    )
  })

  afterAll(async () => {
    await server.stop()
    if (own !== engine) await own.close()
    await (postgres ? postgres.stop() : engine.close())
  })

  /** The same work as `plumbline deploy`; `fails` half-way. */
  const release = (catalog: Catalog, fails = false) =>
    engine.transaction(async (transaction) => {
      await deploy(transaction, catalog)
      if (fails) throw new Error('The connection was lost.')
      await refresh(transaction, catalog)
    })

  const ask = async (metric: string) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `{ metrics(input: { metrics: [${metric}] }) { rows } }` }),
    })
    const answer: unknown = await response.json()
    return at(answer, 'data.metrics.rows.0.0') ?? at(answer, 'errors.0.extensions.code') ?? answer
  }

  const news = () =>
    createClient({ url: `${server.url}/graphql/stream`, retryAttempts: 0 }).iterate({
      query: 'subscription { dataRefreshed { cursor asOf } }',
    })

  const ready = async () => {
    const response = await fetch(`${server.url}/ready`)
    return [response.status, at(await response.json(), 'status')]
  }

  /** Runs queries before the work and without a pause until it is done; collects each kind of result once. */
  const askedDuring = async (metric: string, work: () => Promise<void>): Promise<readonly unknown[]> => {
    const answers: unknown[] = [await ask(metric)]
    let isOver = false
    const askers = [1, 2].map(async () => {
      while (!isOver) answers.push(await ask(metric))
    })
    await work()
    isOver = true
    await Promise.all(askers)
    return [...new Set(answers)].sort()
  }

  test('uses the deployed definitions, not its own files', async () => {
    expect([await ask('TOLD_SIGNUPS'), await ready()]).toEqual(['5', [200, 'ready']])
  })

  test('keeps using the old definitions during a deployment that fails', async () => {
    const asked = await askedDuring('TOLD_SIGNUPS', async () => {
      await expect(release(less, true)).rejects.toThrow('lost')
    })
    expect([asked, await ask('TOLD_SIGNUPS'), await ready()]).toEqual([['5'], '5', [200, 'ready']])
  })

  test('rejects a removed metric from the deployment on, without internal errors', async () => {
    const asked = await askedDuring('TOLD_SIGNUPS', async () => {
      await release(less)
      await ask('TOLD_SIGNUPS')
    })
    expect(asked).toEqual(['5', 'GRAPHQL_VALIDATION_FAILED'])
    expect([await ask('SIGNUPS'), await ready()]).toEqual(['5', [200, 'ready']])
  })

  test('follows successive deployments, and ends with the last one', async () => {
    const asked = await askedDuring('SIGNUPS', async () => {
      for (const catalog of [more, less, more, less, more]) await release(catalog)
    })
    expect([asked, await ask('TOLD_SIGNUPS'), await ready()]).toEqual([['5'], '5', [200, 'ready']])
  })

  test('a stream goes on over deployments, with messages of the new definitions', async () => {
    const stream = news()
    const cursorOf = async () => Number(at((await stream.next()).value, 'data.dataRefreshed.cursor'))
    const first = await cursorOf()
    await release(less)
    const second = await cursorOf()
    await release(more)
    expect([first < second, second < (await cursorOf())]).toEqual([true, true])
    await stream.return?.()
    expect(await ask('TOLD_SIGNUPS')).toBe('5')
  })

  test('finishes a long query with its first definitions, while a deployment and later queries wait', async () => {
    const long = runtimeOf(more, own).begin()
    const sleep = { sql: 'select 1 as one from pg_sleep(1.5)', parameters: [] }
    const first = long.runtime.engine.query(sleep)
    await later(300)
    let isDeployed = false
    const deployed = release(less).then(() => (isDeployed = true))
    await later(300)
    const [asked, state] = [ask('SIGNUPS'), ready()]
    expect(await first).toEqual([{ one: 1 }])
    expect(isDeployed).toBe(false)
    expect(await long.runtime.engine.query(sleep)).toEqual([{ one: 1 }])
    await long.end()
    await deployed
    expect(await asked).toBe('5')
    // the status is ready, or a failure after five seconds
    expect([
      [200, 'ready'],
      [503, 'unavailable'],
    ]).toContainEqual(await state)
    expect([await ask('TOLD_SIGNUPS'), await ready()]).toEqual(['GRAPHQL_VALIDATION_FAILED', [200, 'ready']])
  })
})
