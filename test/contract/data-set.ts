import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** A temporary directory of contract files. */
export interface DataSet {
  readonly directory: string
  readonly path: (name: string) => string
  readonly remove: () => Promise<void>
}

/** Writes files by name; one that ends with `.gz` is compressed on the way. */
export const writeDataSet = async (files: Readonly<Record<string, string | Buffer>>): Promise<DataSet> => {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-data-'))
  for (const [name, content] of Object.entries(files)) {
    const path = join(directory, name)
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, name.endsWith('.gz') && typeof content === 'string' ? gzipSync(content) : content)
  }
  return {
    directory,
    path: (name) => join(directory, name),
    remove: () => rm(directory, { recursive: true, force: true }),
  }
}

/** Lines as a file has them. */
export const lines = (...rows: readonly string[]): string => `${rows.join('\n')}\n`
