import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { TestProject } from 'vitest/node'
import { startPostgresServer } from './start-postgres-server.ts'
import { makeTemplates } from './templates.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The maintenance database of the run's PostgreSQL server; see `openTestPostgres`. */
    postgresUrl: string
    /** The archive of a deployed warehouse on PGlite, a URL; see `openDeployed`. */
    deployedArchive: string
    /** Whether the slow tests run as well: `npm run test:full`. */
    isFull: boolean
  }
}

/**
 * Vitest's global setup: one PostgreSQL server for the whole run, and on both engines one warehouse with every view
 * deployed, which test files copy.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-templates-'))
  const server = await startPostgresServer()
  const archive = pathToFileURL(join(directory, 'deployed.tar'))
  await makeTemplates(server.url, archive)
  project.provide('postgresUrl', server.url)
  project.provide('deployedArchive', archive.href)
  return async () => {
    await server.stop()
    await rm(directory, { recursive: true, force: true })
  }
}
