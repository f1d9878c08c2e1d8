import type { Engine } from '../../engine/engine.ts'
import { codeOf } from '../../engine/errors/database-error.ts'
import { quoteName } from '../../engine/values/quote-name.ts'
import { tableReader } from '../mapping/table-reader.ts'
import type { TableReader } from '../mapping/table-reader.ts'
import { csvShape } from '../files/csv-shape.ts'
import { FileFault } from '../values/file-fault.ts'
import { ndjsonShape } from '../files/ndjson-shape.ts'
import { createProblemList } from '../values/problem-list.ts'
import type { ProblemList } from '../values/problem-list.ts'
import { readCsvRows } from '../files/read-csv-rows.ts'
import { readNdjsonRows } from '../files/read-ndjson-rows.ts'
import { readText } from '../files/read-text.ts'
import type { RowShape } from '../files/row-shape.ts'
import type { FileRow, SourceFile } from '../files/source-file.ts'
import type { StageTarget } from './stage-target.ts'
import { toCopyText } from './to-copy-text.ts'
import type { RowCount } from './to-copy-text.ts'

/** The result of reading a file. */
export interface StagedFile {
  readonly file: SourceFile
  readonly rows: number
  readonly extraColumns: readonly string[]
  /** The assumptions made to read its values, one sentence each. */
  readonly assumed: readonly string[]
  readonly problems: readonly string[]
}

/** Receives the progress of reading a file. */
export type FileProgress = (rowsDone: number, bytesDone: number) => void

/** Reads a whole file, checks every value and copies the rows to the target. */
export async function stageFile(
  engine: Engine,
  file: SourceFile,
  target: StageTarget,
  onProgress: FileProgress,
): Promise<StagedFile> {
  const problems = createProblemList(file.name)
  const count: RowCount = { rows: 0, lastRow: 0 }
  const reader = tableReader(file.table, file.mapping)
  const staging: Staging = { engine, file, reader, target, problems, count }
  // bytes are read before their rows: a file is done when its rows are
  const text = readText(file, (bytes) => onProgress(count.rows, Math.min(bytes, file.bytes - 1)))
  const shape = file.format === 'csv' ? await stageCsv(staging, text) : await stageNdjson(staging, text)
  onProgress(count.rows, file.bytes)
  return {
    file,
    rows: count.rows,
    extraColumns: [...(shape?.extraColumns ?? [])],
    assumed: reader.assumed(),
    problems: problems.problems,
  }
}

interface Staging {
  readonly engine: Engine
  readonly file: SourceFile
  readonly reader: TableReader
  readonly target: StageTarget
  readonly problems: ProblemList
  readonly count: RowCount
}

type CsvShape = RowShape<readonly string[]>

async function stageCsv(staging: Staging, text: AsyncIterable<string>): Promise<CsvShape | null> {
  const { problems } = staging
  const { header, rows } = await splitHeader(readCsvRows(text), problems)
  if (!header) return null
  staging.count.lastRow = 1
  const shape = csvShape(staging.file.table, staging.reader, header, (message) => problems.add(1, message))
  if (shape) await copyRows(staging, shape, rows)
  return shape
}

async function stageNdjson(staging: Staging, text: AsyncIterable<string>): Promise<RowShape<string>> {
  const shape = ndjsonShape(staging.file.table, staging.reader)
  await copyRows(staging, shape, readNdjsonRows(text))
  if (staging.count.lastRow === 0 && staging.problems.problems.length === 0) {
    staging.problems.add(null, 'the file is empty; a table without rows is a CSV file with a header')
  }
  return shape
}

type CsvBatches = AsyncGenerator<readonly FileRow<readonly string[]>[]>

/** Separates the header from the rows; null when the file is empty. */
async function splitHeader(
  batches: CsvBatches,
  problems: ProblemList,
): Promise<{ header: readonly string[] | null; rows: CsvBatches }> {
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

async function copyRows<Content>(
  { engine, target, problems, count }: Staging,
  shape: RowShape<Content>,
  batches: AsyncIterable<readonly FileRow<Content>[]>,
): Promise<void> {
  const columns = shape.columns.map(({ name }) => quoteName(name))
  if (target.numbered) columns.unshift('file_row')
  try {
    // within a savepoint: a value rejected only by the database must not hide the problems of other files
    const copied = await engine.transaction((savepoint) =>
      savepoint.copyIn(
        target.relation,
        columns,
        toCopyText(batches, shape, problems, count, target.numbered),
      ),
    )
    if (copied !== count.rows && problems.problems.length === 0) {
      throw new Error(`${count.rows} rows were sent to ${target.relation}, ${copied} arrived.`)
    }
  } catch (error) {
    // a value that passed the checks, but cannot be read by the database (22) or is too deep or long for it
    // (54)
    if (!(error instanceof Error) || !/^(?:22|54)/.test(codeOf(error) ?? '')) throw error
    const where = 'where' in error && typeof error.where === 'string' ? ` (${error.where.slice(0, 200)})` : ''
    problems.add(null, `the database rejects a value: ${error.message}${where}`)
  }
}
