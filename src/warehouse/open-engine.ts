import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { PlumblineError } from '../errors.ts'
import { lockDirectory } from './engine/pglite/directory-lock.ts'
import type { Engine } from './engine/engine.ts'
import { toOperatorError } from './engine/errors/operator-error.ts'
import { openPgliteInThread, openPgliteInProcess } from './engine/pglite/pglite-engine.ts'
import { openPostgresEngine } from './engine/postgres/postgres-engine.ts'
import { readOnlySetting, sessionSettings } from './engine/session-settings.ts'
import { createTemporaryDirectory } from './engine/pglite/temporary-directory.ts'
import type { LockedDirectory } from './engine/pglite/temporary-directory.ts'
import type { EngineOptions } from './engine/engine-options.ts'

/**
 * Opens the warehouse. `memory` is PGlite in memory, a URL with `postgres://` a PostgreSQL server, anything
 * else PGlite in the directory of that name, which is created if it does not exist.
 */
export async function openEngine(database: string, options: EngineOptions = {}): Promise<Engine> {
  if (/^postgres(ql)?:\/\//.test(database)) return openPostgresEngine(database, options)
  if (database === 'memory') return openPglite(null, options)
  if (database === '' || /^[a-z+]+:\/\//i.test(database)) {
    throw new PlumblineError(
      'BAD_CONFIGURATION',
      `"${database}" is not a database. Use memory, a URL that begins with postgres://, or a directory.`,
      { subject: 'database', valid: ['memory', 'postgres://…', 'a directory'] },
    )
  }
  return openPglite(resolve(database), options)
}

async function openPglite(directory: string | null, options: EngineOptions): Promise<Engine> {
  // no other process shares the machine's memory for this database: sorts and hashes get more than a
  // server's default
  const settings = `${sessionSettings} set work_mem = '64MB'; ${options.readOnly ? readOnlySetting : ''}`
  if (directory === null && options.thread !== true)
    return openPgliteInProcess(null, settings, () => Promise.resolve(), options.initialData)
  const locked = directory === null ? await createTemporaryDirectory() : await lockChecked(directory)
  try {
    return options.thread === true
      ? await openPgliteInThread(locked.directory, settings, options, locked.release)
      : await openPgliteInProcess(locked.directory, settings, locked.release, options.initialData)
  } catch (error) {
    await locked.release()
    throw directory === null ? error : damagedError(directory, error)
  }
}

async function lockChecked(directory: string): Promise<LockedDirectory> {
  await checkDirectory(directory)
  return { directory, release: await lock(directory) }
}

function lock(directory: string): Promise<() => Promise<void>> {
  return lockDirectory(directory).catch((error: unknown) => {
    throw toOperatorError(error)
  })
}

/** PGlite's own errors about unreadable files are not helpful. */
function damagedError(directory: string, error: unknown): unknown {
  const operatorError =
    error instanceof Error && error.name !== 'RuntimeError' ? toOperatorError(error) : error
  if (operatorError instanceof PlumblineError) return operatorError
  const reason = error instanceof Error ? error.message.replace(/\.? *Build with.*$/, '') : String(error)
  return new PlumblineError(
    'WAREHOUSE_UNAVAILABLE',
    `The database in ${directory} cannot be opened: its files are damaged, are of another release, or its disk is full (${reason}). Restore them from a copy, or load the data into a new directory.`,
    { subject: 'database' },
    { cause: error },
  )
}

/** A mistyped directory must not be filled with database files, or taken for a database. */
async function checkDirectory(directory: string): Promise<void> {
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
    `${directory} contains other files (${visible.slice(0, 3).join(', ')}): name an empty or a new directory.`,
    { subject: 'database' },
  )
}
