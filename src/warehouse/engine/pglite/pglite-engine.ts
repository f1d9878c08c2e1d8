import { createEngine } from '../create-engine.ts'
import type { Engine } from '../engine.ts'
import { openPgliteBackend } from './pglite-backend.ts'
import type { PgliteBackend } from './pglite-backend.ts'
import { createPgliteSource } from './pglite-source.ts'
import type { PgliteOptions } from './pglite-source.ts'
import { openPgliteThread } from './pglite-thread.ts'

/**
 * An engine over PGlite on this thread, in memory or in a directory.
 *
 * @param begunAs the archive of the database that a new one begins as; an empty database unless it is given
 */
export const openPgliteHere = (
  directory: string | null,
  settings: string,
  afterClose: () => Promise<void>,
  begunAs?: URL,
): Promise<Engine> =>
  openPglite(() => openPgliteBackend(directory, undefined, begunAs), settings, {}, afterClose)

/** An engine over PGlite in a thread of its own. */
export const openPgliteApart = (
  directory: string,
  settings: string,
  options: PgliteOptions,
  afterClose: () => Promise<void>,
): Promise<Engine> => openPglite(() => openPgliteThread(directory), settings, options, afterClose)

const openPglite = async (
  start: () => Promise<PgliteBackend>,
  settings: string,
  options: PgliteOptions,
  afterClose: () => Promise<void>,
): Promise<Engine> => {
  const open = async () => {
    const backend = await start()
    await backend.execute(settings)
    return backend
  }
  return createEngine('pglite', createPgliteSource(open, await open(), options, afterClose))
}
