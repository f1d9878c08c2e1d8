import { createEngine } from '../create-engine.ts'
import type { EngineOptions } from '../engine-options.ts'
import type { Engine } from '../engine.ts'
import { openPgliteBackend } from './pglite-backend.ts'
import type { PgliteBackend } from './pglite-backend.ts'
import { createPgliteSource } from './pglite-source.ts'
import type { PgliteOptions } from './pglite-source.ts'
import { openPgliteThread } from './pglite-thread.ts'

/**
 * An engine over PGlite on this thread, in memory or in a directory.
 *
 * @param initialData the archive that a new database starts from; an empty database by default
 */
export function openPgliteInProcess(
  directory: string | null,
  settings: string,
  afterClose: () => Promise<void>,
  initialData?: URL,
): Promise<Engine> {
  return openPglite(() => openPgliteBackend(directory, undefined, initialData), settings, {}, afterClose)
}

/** An engine over PGlite in its own thread; a new database starts from the archive of the options. */
export function openPgliteInThread(
  directory: string,
  settings: string,
  options: PgliteOptions & Pick<EngineOptions, 'initialData'>,
  afterClose: () => Promise<void>,
): Promise<Engine> {
  return openPglite(() => openPgliteThread(directory, options.initialData), settings, options, afterClose)
}

async function openPglite(
  start: () => Promise<PgliteBackend>,
  settings: string,
  options: PgliteOptions,
  afterClose: () => Promise<void>,
): Promise<Engine> {
  const open = async () => {
    const backend = await start()
    await backend.execute(settings)
    return backend
  }
  return createEngine('pglite', createPgliteSource(open, await open(), options, afterClose))
}
