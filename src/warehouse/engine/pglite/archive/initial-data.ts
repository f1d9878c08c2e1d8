import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'

/** Where the build stores an empty PGlite database; found from `src/` and from `dist/`. */
export const emptyDatabaseFile = new URL(
  '../../../../../dist/warehouse/engine/pglite/empty-database.tar.gz',
  import.meta.url,
)

/** What a new database starts from. */
export interface InitialData {
  /** The tar file; undefined when there is nothing to copy. */
  readonly tar: Blob | undefined
  /** Records that all of it is in the directory. */
  readonly copied: () => Promise<void>
}

/**
 * The archive that a new database starts from, `.tar.gz` or `.tar.br`: copying it takes a quarter of the time of creating
 * a database. There is nothing to copy when the directory already has a database, or when the archive was not built; then
 * PGlite creates its own. A copy that a killed process left unfinished is removed first.
 */
export async function initialData(directory: string | null, file: URL): Promise<InitialData> {
  const mark = directory === null ? null : join(directory, '.plumbline-copying')
  if (directory !== null && mark !== null && existsSync(mark)) await removeFiles(directory)
  if (hasDatabase(directory) || !existsSync(file)) return { tar: undefined, copied: () => Promise.resolve() }
  const archive = await readFile(file)
  const tar = file.pathname.endsWith('.br') ? await promisify(brotliDecompress)(archive) : archive
  if (mark !== null) await writeFile(mark, '')
  return {
    tar: new Blob([tar]),
    copied: async () => {
      if (mark !== null) await rm(mark, { force: true })
    },
  }
}

/** Whether a directory already has a database. */
export function hasDatabase(directory: string | null): boolean {
  return directory !== null && existsSync(join(directory, 'PG_VERSION'))
}

/** Removes the files of a database; the lock of the directory, and the mark, have a dot. */
async function removeFiles(directory: string): Promise<void> {
  const names = (await readdir(directory)).filter((name) => !name.startsWith('.'))
  for (const name of names) await rm(join(directory, name), { recursive: true })
}
