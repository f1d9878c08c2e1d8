import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A directory that is this process's alone until it gives it back. */
export interface TakenDirectory {
  readonly directory: string
  readonly giveBack: () => Promise<void>
}

/**
 * Where a database "in memory" is that has to survive the end of its thread: gone when it is closed, or with the
 * process. It costs a twentieth more than memory.
 */
export const takeTemporaryDirectory = async (): Promise<TakenDirectory> => {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-memory-'))
  const onExit = () => rmSync(directory, { recursive: true, force: true })
  process.once('exit', onExit)
  return {
    directory,
    giveBack: async () => {
      process.off('exit', onExit)
      await rm(directory, { recursive: true, force: true })
    },
  }
}
