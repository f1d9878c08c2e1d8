import { PGlite } from '@electric-sql/pglite'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { deploy } from '../../src/warehouse/release/deploy.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { onServer } from './engines.ts'

/** The database on each server in which every view is deployed and nothing is loaded. */
export const deployedTemplate = 'deployed'

/** Deploys every view of `sql/` to each engine of the run, once for all test files: a copy takes a tenth of the time. */
export const makeTemplates = async (serverUrls: readonly string[], archive: URL | null): Promise<void> => {
  const catalog = await loadCatalog('sql')
  await Promise.all([
    ...serverUrls.map((url) => makePostgresTemplate(url, catalog)),
    ...(archive === null ? [] : [makePgliteTemplate(archive, catalog)]),
  ])
}

const makePostgresTemplate = async (serverUrl: string, catalog: Catalog): Promise<void> => {
  await onServer(serverUrl, `create database ${deployedTemplate}`)
  const url = new URL(serverUrl)
  url.pathname = `/${deployedTemplate}`
  // closed at the end: a database that somebody is connected to cannot be copied
  await deployTo(await openEngine(url.href, { poolSize: 1 }), catalog)
}

const makePgliteTemplate = async (archive: URL, catalog: Catalog): Promise<void> => {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-template-'))
  try {
    await deployTo(await openEngine(directory), catalog)
    await archiveDirectory(directory, archive)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** Writes what a closed database of PGlite holds into an archive. */
const archiveDirectory = async (directory: string, archive: URL): Promise<void> => {
  const database = await PGlite.create(directory)
  const archived = await database.dumpDataDir('none')
  await writeFile(archive, Buffer.from(await archived.arrayBuffer()))
  await database.close()
}

const deployTo = async (engine: Engine, catalog: Catalog): Promise<void> => {
  try {
    await deploy(engine, catalog)
    await refresh(engine, catalog)
  } finally {
    await engine.close()
  }
}
