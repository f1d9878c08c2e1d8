import { FileFault } from '../values/file-fault.ts'
import type { ProblemList } from '../values/problem-list.ts'
import type { RowShape } from '../files/row-shape.ts'
import type { FileRow } from '../files/source-file.ts'

/** The progress through a file. */
export interface RowCount {
  rows: number
  /** The number of the last row read, including a header. */
  lastRow: number
}

/**
 * The rows of a file as CSV for `copy`, each with its number in front if `numbered`. After the first
 * problem no more rows are passed on, but reading continues to find the others.
 */
export async function* toCopyText<Content>(
  batches: AsyncIterable<readonly FileRow<Content>[]>,
  shape: RowShape<Content>,
  problems: ProblemList,
  count: RowCount,
  numbered: boolean,
): AsyncGenerator<string> {
  try {
    for await (const batch of batches) {
      let text = ''
      for (const row of batch) {
        if (problems.isFull) return
        count.lastRow = row.row
        const values = shape.toValues(row, (message) => problems.add(row.row, message))
        if (!values || problems.problems.length > 0) continue
        count.rows += 1
        text += numbered ? `${row.row},${toCopyLine(values)}` : toCopyLine(values)
      }
      if (text !== '') yield text
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    problems.add(count.lastRow + 1, error.message)
  }
}

function toCopyLine(values: readonly (string | null)[]): string {
  let line = ''
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) line += ','
    const value = values[index] ?? ''
    // `\.` alone on a line would end the copy
    line += /[",\n\r\\]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
  }
  return `${line}\n`
}
