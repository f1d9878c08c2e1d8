import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Writes definitions to the files of a directory like `sql/`.
 *
 * @param files by the names of `releasedFiles`
 */
export async function writeDefinitions(directory: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, text] of files) {
    const file = join(directory, fileOf(name))
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
}

function fileOf(name: string): string {
  if (name.includes('/')) return name
  const [layer = '', relation = ''] = name.split('.')
  return layer === 'source' ? `sources/${relation}.yaml` : `${layer}/${relation}.sql`
}
