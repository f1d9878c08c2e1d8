import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/**
 * Creates a directory and its missing parents. Node's recursive option never ends when the system reports
 * an existing directory as missing, as Linux does in `/proc`.
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
