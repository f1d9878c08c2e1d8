import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { createLog } from '../../src/log.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import { generateCompany } from '../../src/sample-data/generate-company.ts'
import { startServer } from '../../src/server.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { openDeployed } from '../harness/warehouse.ts'

/** A served sample company, like that of `plumbline serve --demo`, and the database that commands read. */
export interface ServedCompany {
  readonly url: string
  readonly database: string
  readonly stop: () => Promise<void>
}

export async function serveCompany(users: number): Promise<ServedCompany> {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-company-'))
  await generateCompany({ users, seed: 1, directory })
  const { engine, catalog, close } = await openDeployed('postgres')
  await load(engine, catalog.sources, [directory])
  // as a load into a server does it
  await refresh(engine, catalog, { withResults: true })
  await rm(directory, { recursive: true })
  const server = await startServer(
    runtimeOf(catalog, engine),
    { host: '127.0.0.1', port: 0, logLevel: 'silent', maxEventLoopDelayMs: 0 },
    { log: createLog('silent') },
  )
  const [row] = await engine.query<{ name: string }>({
    sql: 'select current_database() as name',
    parameters: [],
  })
  const database = new URL(inject('postgresUrl'))
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
