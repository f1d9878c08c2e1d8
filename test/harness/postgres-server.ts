import type { TestProject } from 'vitest/node'
import { startPostgresServer } from './start-postgres-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The maintenance database of the run's PostgreSQL server; see `openTestPostgres`. */
    postgresUrl: string
  }
}

/** Vitest's global setup: one PostgreSQL server for the whole run. Each test file makes its own database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresServer()
  project.provide('postgresUrl', server.url)
  return () => server.stop()
}
