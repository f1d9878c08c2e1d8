import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the build stores an empty PGlite database; found from `src/` and from `dist/`. */
export const emptyDatabaseFile = new URL(
  '../../../../dist/warehouse/engine/pglite/empty-database.tar.gz',
  import.meta.url,
)

/**
 * The empty database that a new one starts from: copying it takes a quarter of the time of creating one.
 * Undefined when the directory already has a database, or when it was not built; then PGlite creates its
 * own.
 */
export async function emptyDatabase(directory: string | null, file: URL): Promise<Blob | undefined> {
  const isThere = directory !== null && existsSync(join(directory, 'PG_VERSION'))
  if (isThere || !existsSync(file)) return undefined
  return new Blob([await readFile(file)])
}
