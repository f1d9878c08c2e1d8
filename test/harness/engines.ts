import { randomUUID } from 'node:crypto'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { startPostgresServer } from './start-postgres-server.ts'
import type { EngineOptions } from '../../src/warehouse/engine/engine-options.ts'

/** PGlite in memory; starts in 1–4 s, so once per test file. */
export const openPglite = (): Promise<Engine> => openEngine('memory')

/** An engine with the database that it is for; `stop` closes the one and removes the other. */
export interface TestPostgres {
  readonly engine: Engine
  readonly url: string
  readonly stop: () => Promise<void>
}

/** A new empty database in a running server, whose URL is `inject('postgresUrl')`. */
export const openTestPostgres = async (
  serverUrl: string,
  options: EngineOptions = {},
): Promise<TestPostgres> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(serverUrl, `create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const engine = await openEngine(url.href, options)
  return {
    engine,
    url: url.href,
    stop: async () => {
      await engine.close()
      await onServer(serverUrl, `drop database ${name} with (force)`)
    },
  }
}

/** A server of its own with one empty database, for tests which stop or configure the server. */
export const openEmbeddedPostgres = async (options: EngineOptions = {}): Promise<TestPostgres> => {
  const server = await startPostgresServer()
  const engine = await openEngine(server.url, options)
  return {
    engine,
    url: server.url,
    stop: async () => {
      await engine.close()
      await server.stop()
    },
  }
}

const onServer = async (serverUrl: string, sql: string): Promise<void> => {
  const server = await openEngine(serverUrl, { poolSize: 1 })
  try {
    await server.execute(sql)
  } finally {
    await server.close()
  }
}
