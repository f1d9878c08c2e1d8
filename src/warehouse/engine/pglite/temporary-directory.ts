import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A directory locked by this process until it is released. */
export interface LockedDirectory {
  readonly directory: string
  readonly release: () => Promise<void>
}

/**
 * The directory of an in-memory database that must survive its thread. It is deleted when the database
 * closes or the process ends. It is about 5% slower than memory.
 */
export async function createTemporaryDirectory(): Promise<LockedDirectory> {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-memory-'))
  const onExit = () => rmSync(directory, { recursive: true, force: true })
  process.once('exit', onExit)
  return {
    directory,
    release: async () => {
      process.off('exit', onExit)
      await rm(directory, { recursive: true, force: true })
    },
  }
}
