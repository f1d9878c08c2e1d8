import type { FileRow } from './source-file.ts'

/** The lines of an NDJSON file in batches, without blank lines. The text comes in chunks of whole lines. */
export async function* readNdjsonRows(
  text: AsyncIterable<string>,
): AsyncGenerator<readonly FileRow<string>[]> {
  let row = 0
  for await (const piece of text) {
    const lines = piece.split('\n')
    const unended = lines.at(-1) !== ''
    if (!unended) lines.pop()
    const batch: FileRow<string>[] = []
    for (const [index, line] of lines.entries()) {
      row += 1
      if (line.trim() !== '')
        batch.push({ row, content: line, unended: unended && index === lines.length - 1 })
    }
    yield batch
  }
}
