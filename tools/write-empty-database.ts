import { writeFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'

/** Writes an empty PGlite database, which new databases start from. */
export async function writeEmptyDatabase(file: string): Promise<void> {
  const database = await PGlite.create()
  try {
    const archive = await database.dumpDataDir('gzip')
    await writeFile(file, Buffer.from(await archive.arrayBuffer()))
  } finally {
    await database.close()
  }
}
