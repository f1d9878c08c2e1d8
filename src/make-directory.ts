import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/**
 * Makes a directory and those that it stands in, where they are missing. Node's own way never ends where the system
 * says that a directory which exists is not there, as Linux does in `/proc`.
 *
 * @throws the error of the operating system, with the path
 */
export async function makeDirectory(directory: string): Promise<void> {
  const path = resolve(directory)
  const found = await stat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })
  if (found !== null) return
  if (dirname(path) !== path) await makeDirectory(dirname(path))
  await mkdir(path).catch((error: unknown) => {
    // another process was faster
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  })
}
