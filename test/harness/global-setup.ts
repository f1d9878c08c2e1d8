import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { TestProject } from 'vitest/node'
import { startPostgresServer } from './start-postgres-server.ts'
import { makeTemplates } from './templates.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The maintenance databases of the PostgreSQL servers, one for each worker; see `postgresUrl`. */
    postgresUrls: readonly string[]
    /** The archive of a deployed warehouse on PGlite, a URL; null where no test asks for one. See `openDeployed`. */
    deployedArchive: string | null
    /** Whether the slow tests run as well: `npm run test:full`. */
    isFull: boolean
  }
}

/**
 * Vitest's global setup: a PostgreSQL server for each worker, with a warehouse in which every view is deployed and which
 * test files copy; in the full suite the same on PGlite. A server of its own sees no commit of the other worker. So what
 * is known of the data stays known, as on a server without other writers.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-templates-'))
  const { maxWorkers, isFull } = { ...project.config, ...project.getProvidedContext() }
  const servers = await Promise.all(Array.from({ length: maxWorkers }, () => startPostgresServer()))
  const archive = isFull ? pathToFileURL(join(directory, 'deployed.tar')) : null
  await makeTemplates(
    servers.map(({ url }) => url),
    archive,
  )
  project.provide(
    'postgresUrls',
    servers.map(({ url }) => url),
  )
  project.provide('deployedArchive', archive?.href ?? null)
  return async () => {
    await Promise.all(servers.map((server) => server.stop()))
    await rm(directory, { recursive: true, force: true })
  }
}
