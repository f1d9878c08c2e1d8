import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { hasDatabase } from '../../warehouse/engine/pglite/archive/initial-data.ts'
import type { Progress } from '../terminal/progress.ts'
import { isServerUrl } from '../steps/demo-server.ts'
import { demoVersion, hasOwnContract } from './demo-version.ts'
import { makeArchive } from './make-archive.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** The file in the package. */
export function packedArchive(): string {
  return join(root, 'demo', fileName())
}

/**
 * The archive that a new embedded database with the demo starts from. It is in the package; in a checkout it is made once
 * for each version, which takes a minute or two. Definitions other than those that came with the program are deployed over it.
 *
 * @returns null when the database is not new or is a server, and when the source contract of the definitions is another
 *   one: then the company is loaded
 */
export async function demoArchive(database: string, sql: string, progress: Progress): Promise<URL | null> {
  if (isServerUrl(database) || hasDatabase(database) || !hasOwnContract(sql)) return null
  const packed = packedArchive()
  if (existsSync(packed)) return pathToFileURL(packed)
  if (!existsSync(join(root, 'src'))) return null
  const made = join(root, 'node_modules/.cache/plumbline', fileName())
  if (!existsSync(made)) {
    await makeArchive(made, progress)
    await removeOthers(made)
  }
  return pathToFileURL(made)
}

function fileName(): string {
  return `demo-${demoVersion()}.tar.br`
}

/** Removes the archives of earlier versions. */
async function removeOthers(kept: string): Promise<void> {
  const folder = dirname(kept)
  for (const name of await readdir(folder)) {
    if (/^demo-[0-9a-f]{16}\.tar\.br$/.test(name) && join(folder, name) !== kept) await rm(join(folder, name))
  }
}
