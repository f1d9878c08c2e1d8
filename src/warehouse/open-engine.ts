import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { PlumblineError } from '../errors.ts'
import { lockDirectory } from './directory-lock.ts'
import type { Engine } from './engine.ts'
import { openPgliteBackend } from './pglite-backend.ts'
import { createPgliteEngine } from './pglite-engine.ts'
import { openPgliteThread } from './pglite-thread.ts'
import { openPostgresEngine } from './postgres-engine.ts'
import { readOnlySetting, sessionSettings } from './session-settings.ts'

export interface EngineOptions {
  /** How long a statement may take on a PostgreSQL server; PGlite cannot be stopped. No limit by default. */
  readonly statementTimeoutMs?: number
  /** The most connections to a PostgreSQL server; 10 by default. */
  readonly poolSize?: number
  /** Runs PGlite in a thread of its own, so that a slow query does not block this one; for servers. */
  readonly thread?: boolean
  /** Refuses to write. */
  readonly readOnly?: boolean
}

/**
 * Opens the warehouse. `memory` is PGlite in memory, a URL with `postgres://` a PostgreSQL server,
 * anything else PGlite in the directory of that name, which is created if it does not exist.
 */
export const openEngine = async (database: string, options: EngineOptions = {}): Promise<Engine> => {
  if (/^postgres(ql)?:\/\//.test(database)) return openPostgresEngine(database, options)
  if (database === 'memory') return openPglite(null, options)
  if (database === '' || /^[a-z+]+:\/\//i.test(database)) {
    throw new PlumblineError(
      'BAD_CONFIGURATION',
      `"${database}" is no database: it is memory, a URL that begins with postgres://, or a directory.`,
      { subject: 'database', valid: ['memory', 'postgres://…', 'a directory'] },
    )
  }
  return openPglite(resolve(database), options)
}

const openPglite = async (directory: string | null, options: EngineOptions): Promise<Engine> => {
  if (directory !== null) await checkDirectory(directory)
  const unlock = directory === null ? () => Promise.resolve() : await lockDirectory(directory)
  try {
    const backend = await (options.thread ? openPgliteThread : openPgliteBackend)(directory)
    // nobody else runs on this database, so sorts and hashes may have more memory than a server would give
    await backend.execute(
      `${sessionSettings} set work_mem = '64MB'; ${options.readOnly ? readOnlySetting : ''}`,
    )
    return createPgliteEngine(backend, unlock)
  } catch (error) {
    await unlock()
    throw error
  }
}

/** A mistyped directory must not fill with database files, or be mistaken for a database. */
const checkDirectory = async (directory: string): Promise<void> => {
  const entries = await readdir(directory).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw new PlumblineError('BAD_CONFIGURATION', `${directory} cannot be used as a database directory.`, {
      subject: 'database',
      problems: [String(error)],
    })
  })
  const visible = entries.filter((entry) => !entry.startsWith('.'))
  if (visible.length === 0 || visible.includes('PG_VERSION')) return
  throw new PlumblineError(
    'BAD_CONFIGURATION',
    `${directory} holds other files (${visible.slice(0, 3).join(', ')}): name an empty or a new directory.`,
    { subject: 'database' },
  )
}
