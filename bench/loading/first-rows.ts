import { createReadStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'

/** Writes the first rows of a CSV file to a file of the same name in another directory. */
export async function firstRows(file: string, directory: string, rows: number): Promise<string> {
  const lines: string[] = []
  for await (const line of createInterface({ input: createReadStream(file) })) {
    lines.push(line)
    if (lines.length > rows) break
  }
  await mkdir(directory)
  const written = join(directory, basename(file))
  await writeFile(written, `${lines.join('\n')}\n`)
  return written
}
