import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { startPostgresServer } from './start-postgres-server.ts'
import type { EngineOptions } from '../../src/warehouse/engine/engine-options.ts'
import { openPgliteInProcess } from '../../src/warehouse/engine/pglite/pglite-engine.ts'
import { sessionSettings } from '../../src/warehouse/engine/session-settings.ts'

/** The maintenance database of this worker's PostgreSQL server. */
export const postgresUrl = (): string => {
  const urls = inject('postgresUrls')
  const url = urls[Number(process.env['VITEST_POOL_ID']) - 1]
  if (url === undefined) throw new Error(`There are ${String(urls.length)} servers for this worker.`)
  return url
}

/** PGlite in memory, empty; starts in a second, so once per test file. */
export const openPglite = (): Promise<Engine> => openEngine('memory')

/** PGlite in memory, begun as what an archive holds. */
export const openPgliteFrom = (archive: URL): Promise<Engine> =>
  openPgliteInProcess(null, sessionSettings, () => Promise.resolve(), archive)

/** An engine with the database that it is for; `stop` closes the one and removes the other. */
export interface TestPostgres {
  readonly engine: Engine
  readonly url: string
  /** Removes the database of an engine that is closed. */
  readonly remove: () => Promise<void>
  readonly stop: () => Promise<void>
}

/**
 * A new database in a running server, whose URL is `postgresUrl()`: empty, or a copy of the database that
 * is named as its template.
 */
export const openTestPostgres = async (
  serverUrl: string,
  options: EngineOptions = {},
  template = 'template0',
): Promise<TestPostgres> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  // copies files: the usual way writes every page to the log of the server
  await onServer(serverUrl, `create database ${name} template ${template} strategy file_copy`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const engine = await openEngine(url.href, options)
  const remove = () => onServer(serverUrl, `drop database ${name} with (force)`)
  return {
    engine,
    url: url.href,
    remove,
    stop: async () => {
      await engine.close()
      await remove()
    },
  }
}

/** A server of its own with one empty database, for tests which stop or configure the server. */
export const openEmbeddedPostgres = async (
  options: EngineOptions = {},
  settings: readonly string[] = [],
): Promise<TestPostgres> => {
  const server = await startPostgresServer(settings)
  const engine = await openEngine(server.url, options)
  return {
    engine,
    url: server.url,
    remove: () => server.stop(),
    stop: async () => {
      await engine.close()
      await server.stop()
    },
  }
}

/** Runs a statement in the maintenance database of a server. */
export const onServer = async (serverUrl: string, sql: string): Promise<void> => {
  const server = await openEngine(serverUrl, { poolSize: 1 })
  try {
    await server.execute(sql)
  } finally {
    await server.close()
  }
}
