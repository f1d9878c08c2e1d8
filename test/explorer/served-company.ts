import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog } from '../../src/log.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import { generateCompany } from '../../src/sample-data/generate-company.ts'
import { startServer } from '../../src/server.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { openDeployed } from '../harness/warehouse.ts'
import { postgresUrl } from '../harness/engines.ts'

/** A served company, and the database that commands read. */
export interface ServedCompany {
  readonly url: string
  readonly database: string
  readonly stop: () => Promise<void>
}

/** A sample company, like that of `plumbline serve --demo`. */
export async function serveSample(users: number): Promise<ServedCompany> {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-company-'))
  await generateCompany({ users, seed: 1, directory })
  const company = await serveFiles(directory)
  await rm(directory, { recursive: true })
  return company
}

/** The company in the files of a directory. */
export async function serveFiles(directory: string): Promise<ServedCompany> {
  const { engine, catalog, close } = await openDeployed('postgres')
  await load(engine, catalog.sources, [directory])
  // as a load into a server does it
  await refresh(engine, catalog, { withResults: true })
  const server = await startServer(
    runtimeOf(catalog, engine),
    { host: '127.0.0.1', port: 0, logLevel: 'silent', maxEventLoopDelayMs: 0 },
    { log: createLog('silent') },
  )
  const [row] = await engine.query<{ name: string }>({
    sql: 'select current_database() as name',
    parameters: [],
  })
  const database = new URL(postgresUrl())
  database.pathname = `/${row?.name ?? ''}`
  return {
    url: server.url,
    database: database.href,
    stop: async () => {
      await server.stop()
      await close()
    },
  }
}
