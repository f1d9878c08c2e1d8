import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the build keeps an empty database of PGlite; found from `src/` as from `dist/`. */
export const emptyDatabaseFile = new URL(
  '../../../../dist/warehouse/engine/pglite/empty-database.tar.gz',
  import.meta.url,
)

/**
 * The empty database that a new one begins as: to copy it takes a quarter of the time that making one takes. Undefined
 * where there is a database already, and where nothing was built: then PGlite makes its own.
 */
export const emptyDatabase = async (directory: string | null, file: URL): Promise<Blob | undefined> => {
  const isThere = directory !== null && existsSync(join(directory, 'PG_VERSION'))
  if (isThere || !existsSync(file)) return undefined
  return new Blob([await readFile(file)])
}
