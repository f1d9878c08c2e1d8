import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Catalog } from '../src/catalog/catalog.ts'
import { generateCompany } from '../src/sample-data/generate-company.ts'
import { deploy } from '../src/warehouse/release/deploy.ts'
import type { Engine } from '../src/warehouse/engine/engine.ts'
import { load } from '../src/warehouse/load/load.ts'
import { openEngine } from '../src/warehouse/open-engine.ts'
import { refresh } from '../src/warehouse/release/refresh.ts'
import { openEmbeddedPostgres } from '../test/harness/engines.ts'
import { timed } from './measure.ts'

export interface SampleWarehouse {
  readonly engine: Engine
  readonly url: string
  readonly events: number
  readonly stop: () => Promise<void>
}

/** Events per user of the sample company, over its 24 months. */
export const eventsPerUser = 27.5

/**
 * A separate PostgreSQL server with a sample company of about that many events: generated, loaded,
 * refreshed, vacuumed.
 *
 * @param settings of the server, such as `max_connections=300`
 */
export async function openSampleWarehouse(
  catalog: Catalog,
  events: number,
  print: (line: string) => void,
  settings: readonly string[] = [],
): Promise<SampleWarehouse> {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-bench-'))
  const server = await openEmbeddedPostgres({ poolSize: 1 }, settings)
  try {
    const step = async (name: string, work: () => Promise<unknown>) =>
      print(`${name}: ${((await timed(work)) / 1000).toFixed(1)} s`)
    await step('generated', () =>
      generateCompany({ users: Math.ceil(events / eventsPerUser), seed: 1, directory }),
    )
    // as in a real warehouse: memory for sorts and hashes
    await server.engine.execute("alter system set work_mem = '64MB'; ")
    await server.engine.execute('select pg_reload_conf()')
    await step('deployed', () => deploy(server.engine, catalog))
    await step('loaded', () => load(server.engine, catalog.sources, [directory]))
    let [filling, since] = ['', performance.now()]
    await step('stored views filled', () =>
      refresh(server.engine, catalog, {
        withResults: true,
        onProgress: (view) => {
          const seconds = (performance.now() - since) / 1000
          if (seconds > 1) print(`  ${filling}: ${seconds.toFixed(1)} s`)
          ;[filling, since] = [view, performance.now()]
        },
      }),
    )
    await step('vacuumed', () => server.engine.execute('vacuum analyze'))
  } catch (error) {
    await server.stop()
    throw error
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
  const warehouse = await openWarehouse(server.url)
  return { ...warehouse, stop: () => warehouse.stop().then(server.stop) }
}

/** An existing warehouse, loaded and refreshed. */
export async function openWarehouse(database: string): Promise<SampleWarehouse> {
  const engine = await openEngine(database, { poolSize: 1, statementTimeoutMs: 300_000 })
  const [counted] = await engine.query<{ events: string }>({
    sql: 'select count(*) as events from facts.events',
    parameters: [],
  })
  return { engine, url: database, events: Number(counted?.events ?? 0), stop: () => engine.close() }
}
