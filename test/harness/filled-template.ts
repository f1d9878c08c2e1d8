import type { Catalog } from '../../src/catalog/catalog.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import { onServer, openTestPostgres, postgresUrl } from './engines.ts'
import { ownCatalog } from './own-catalog.ts'
import { deployedTemplate } from './templates.ts'

/** Fills a deployed warehouse. */
export type Fill = (engine: Engine, catalog: Catalog) => Promise<unknown>

/**
 * The template database of a data set that several test files begin with: a copy takes a tenth of the time of a load.
 * The first file that wants it makes it, for both workers.
 */
export const filledTemplate = async (name: string, fill: Fill): Promise<string> => {
  const server = await openEngine(postgresUrl(), { poolSize: 1 })
  try {
    await server.transaction(async (turn) => {
      await turn.query({ sql: 'select pg_advisory_xact_lock(hashtext($1))', parameters: [name] })
      const made = await turn.query({
        sql: 'select datname from pg_catalog.pg_database where datname = $1',
        parameters: [name],
      })
      if (made.length === 0) await make(name, fill)
    })
  } finally {
    await server.close()
  }
  return name
}

const make = async (name: string, fill: Fill): Promise<void> => {
  const { engine, url } = await openTestPostgres(postgresUrl(), { poolSize: 1 }, deployedTemplate)
  try {
    await fill(engine, await ownCatalog())
  } finally {
    await engine.close()
  }
  // at the end: a database that is half filled never has the name
  await onServer(postgresUrl(), `alter database ${new URL(url).pathname.slice(1)} rename to ${name}`)
}
