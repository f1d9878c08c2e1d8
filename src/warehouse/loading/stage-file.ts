import type { Engine } from '../engine.ts'
import { codeOf } from '../database-error.ts'
import { quoteName } from '../quote-name.ts'
import { csvShape } from './csv-shape.ts'
import { FileFault } from './file-fault.ts'
import { ndjsonShape } from './ndjson-shape.ts'
import { createProblemList } from './problem-list.ts'
import type { ProblemList } from './problem-list.ts'
import { readCsvRows } from './read-csv-rows.ts'
import { readNdjsonRows } from './read-ndjson-rows.ts'
import { readText } from './read-text.ts'
import type { RowShape } from './row-shape.ts'
import type { FileRow, SourceFile } from './source-file.ts'
import { toCopyText } from './to-copy-text.ts'
import type { RowCount } from './to-copy-text.ts'

/** Where the rows of a file are copied to. */
export interface StageTarget {
  /** The relation, quoted. */
  readonly relation: string
  /** It has a first column `file_row` for the number of the row. */
  readonly numbered: boolean
}

/** What came of reading a file. */
export interface StagedFile {
  readonly file: SourceFile
  readonly rows: number
  readonly extraColumns: readonly string[]
  readonly problems: readonly string[]
}

/** Hears how far the reading of a file is. */
export type FileProgress = (rowsDone: number, bytesDone: number) => void

/** Reads a file from end to end, checks every value and copies the rows to the target. */
export const stageFile = async (
  engine: Engine,
  file: SourceFile,
  target: StageTarget,
  onProgress: FileProgress,
): Promise<StagedFile> => {
  const problems = createProblemList(file.name)
  const count: RowCount = { rows: 0, lastRow: 0 }
  const text = readText(file, (bytes) => onProgress(count.rows, bytes))
  const staged = { extraColumns: [] as readonly string[] }

  const copy = async <Content>(
    shape: RowShape<Content>,
    batches: AsyncIterable<readonly FileRow<Content>[]>,
  ): Promise<void> => {
    const columns = shape.columns.map(({ name }) => quoteName(name))
    await copyRows(engine, target, columns, toCopyText(batches, shape, problems, count, target.numbered), problems, count)
    staged.extraColumns = [...shape.extraColumns]
  }

  if (file.format === 'ndjson') {
    await copy(ndjsonShape(file.table), readNdjsonRows(text))
    if (count.lastRow === 0) problems.add(null, 'the file is empty; a table without rows is a CSV file with a header')
  } else {
    const { header, rows } = await splitHeader(readCsvRows(text), problems)
    const shape = header && csvShape(file.table, header, (message) => problems.add(1, message))
    if (shape) await copy(shape, rows)
  }
  onProgress(count.rows, file.bytes)
  return { file, rows: count.rows, extraColumns: staged.extraColumns, problems: problems.problems }
}

type CsvBatches = AsyncGenerator<readonly FileRow<readonly string[]>[]>

/** Takes the first row off; null when there is none. */
const splitHeader = async (
  batches: CsvBatches,
  problems: ProblemList,
): Promise<{ header: readonly string[] | null; rows: CsvBatches }> => {
  try {
    const first = await batches.next()
    const [header, ...rest] = first.done ? [] : first.value
    if (!header) problems.add(null, 'the file is empty; a table without rows still has a header')
    return { header: header?.content ?? null, rows: startWith(rest, batches) }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    problems.add(1, error.message)
    return { header: null, rows: batches }
  }
}

async function* startWith<Batch>(first: Batch, others: AsyncGenerator<Batch>): AsyncGenerator<Batch> {
  yield first
  yield* others
}

const copyRows = async (
  engine: Engine,
  target: StageTarget,
  columns: readonly string[],
  csv: AsyncIterable<string>,
  problems: ProblemList,
  count: RowCount,
): Promise<void> => {
  try {
    // within a savepoint: a value that only the database refuses must not hide the problems of other files
    const copied = await engine.transaction((savepoint) =>
      savepoint.copyIn(target.relation, target.numbered ? ['file_row', ...columns] : columns, csv),
    )
    if (copied !== count.rows && problems.problems.length === 0) {
      throw new Error(`${count.rows} rows were sent to ${target.relation}, ${copied} arrived.`)
    }
  } catch (error) {
    // class 22: the database could not read a value that our checks let pass
    if (!(error instanceof Error) || !/^(?:22|54)/.test(codeOf(error) ?? '')) throw error
    const where = 'where' in error && typeof error.where === 'string' ? ` (${error.where.slice(0, 200)})` : ''
    problems.add(null, `the database refuses a value: ${error.message}${where}`)
  }
}
