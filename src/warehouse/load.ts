import type { SourceTable } from '../catalog/source-table.ts'
import { PlumblineError } from '../errors.ts'
import { createSources } from './create-sources.ts'
import type { Engine } from './engine.ts'
import { findFiles } from './loading/find-files.ts'
import type { IgnoredFile } from './loading/find-files.ts'
import { appendRows, emptyTable, replaceRows } from './loading/publish-rows.ts'
import { countRepeatedKeys, repeatedKeyProblems } from './loading/repeated-keys.ts'
import { extrasColumn } from './loading/row-shape.ts'
import type { SourceFile } from './loading/source-file.ts'
import { stageFile } from './loading/stage-file.ts'
import type { StagedFile } from './loading/stage-file.ts'
import { quoteName } from './quote-name.ts'
import { readSourceRelations } from './read-source-relations.ts'
import type { SourceRelation } from './read-source-relations.ts'

export interface LoadedTable {
  readonly table: string
  /** Rows in the table now; with `append`, the earlier ones too. */
  readonly rows: number
  /** Rows that repeat the id of another, where that is normal. */
  readonly repeatedKeys: number
  readonly file: string
}

/** Columns of a file that the contract does not know. */
export interface ExtraColumns {
  readonly table: string
  readonly columns: readonly string[]
  /** The column where their values are kept, or null: then they are left out. */
  readonly keptIn: string | null
}

export interface LoadReport {
  readonly tables: readonly LoadedTable[]
  /** Tables that held data and are no longer provided, because the data set lacks them. */
  readonly emptied: readonly string[]
  readonly ignored: readonly IgnoredFile[]
  readonly extraColumns: readonly ExtraColumns[]
}

export interface LoadOptions {
  /** Adds to the rows that are there rather than replacing them. */
  readonly append?: boolean
  /** Runs within the transaction when the tables are filled: what fails here undoes the load. */
  readonly beforeCommit?: (transaction: Engine, report: LoadReport) => Promise<void>
  readonly onProgress?: (table: string, rowsDone: number, bytesDone: number, bytesTotal: number) => void
}

/**
 * Loads files of the source contract, all or nothing.
 *
 * A directory is a whole data set: it replaces everything that was loaded before, and a table that it lacks
 * is emptied and no longer provided. Files replace their own tables only. Tables that the company's own loader
 * made are never touched. Every problem of every file is collected into one BAD_DATA error.
 */
export const load = async (
  engine: Engine,
  sources: ReadonlyMap<string, SourceTable>,
  paths: readonly string[],
  options: LoadOptions = {},
): Promise<LoadReport> => {
  const found = await findFiles(paths, sources)
  return engine.transaction(async (transaction) => {
    // one load at a time, and no limit meant for questions
    await transaction.execute(`set local statement_timeout = 0; select pg_advisory_xact_lock(${loadLock})`)
    await createSources(transaction, sources)
    const relations = await readSourceRelations(transaction)
    refuseForeign(found.files, relations)

    const append = options.append ?? false
    const staged = await stageAll(transaction, found.files, append, options.onProgress)
    const tables: LoadedTable[] = []
    for (const one of staged) tables.push(await publish(transaction, one, append))
    const emptied = found.whole && !append ? await emptyOthers(transaction, sources, found.files, relations) : []

    const report: LoadReport = {
      tables,
      emptied,
      ignored: found.ignored,
      extraColumns: staged.flatMap(({ file, extraColumns }) =>
        extraColumns.length === 0
          ? []
          : [{ table: file.table.name, columns: extraColumns, keptIn: extrasColumn(file.table)?.name ?? null }],
      ),
    }
    await options.beforeCommit?.(transaction, report)
    return report
  })
}

/** Any number that no other program takes for its advisory locks. */
const loadLock = 7_585_862

const refuseForeign = (files: readonly SourceFile[], relations: ReadonlyMap<string, SourceRelation>): void => {
  const problems = files
    .filter(({ table }) => relations.get(table.name)?.ours === false)
    .map(
      ({ name, table }) =>
        `${name}: source.${table.name} was made by another loader; load it there, or drop it first.`,
    )
  if (problems.length > 0) throw badData(problems)
}

/** A log is copied straight to its table, which it may fill with tens of millions of rows; others are checked first. */
const isStagedDirectly = (table: SourceTable, append: boolean): boolean =>
  table.repeatedKeys === 'first_received' && !append

const stageOf = (table: SourceTable): string => quoteName(`plumbline_load_${table.name}`)

const stageAll = async (
  engine: Engine,
  files: readonly SourceFile[],
  append: boolean,
  onProgress: LoadOptions['onProgress'],
): Promise<readonly StagedFile[]> => {
  const staged: StagedFile[] = []
  const problems: string[] = []
  for (const file of files) {
    const { table } = file
    const direct = isStagedDirectly(table, append)
    const relation = direct ? `source.${quoteName(table.name)}` : stageOf(table)
    if (direct) await emptyTable(engine, table)
    else {
      const columns = table.columns.map(({ name, type }) => `, ${quoteName(name)} ${type}`).join('')
      await engine.execute(`create temporary table ${relation} (file_row bigint${columns}) on commit drop`)
    }
    const one = await stageFile(engine, file, { relation, numbered: !direct }, (rowsDone, bytesDone) =>
      onProgress?.(table.name, rowsDone, bytesDone, file.bytes),
    )
    staged.push(one)
    problems.push(...one.problems)
    if (one.problems.length === 0 && table.repeatedKeys === 'error') {
      problems.push(...(await repeatedKeyProblems(engine, file, relation)))
    }
  }
  if (problems.length > 0) throw badData(problems)
  return staged
}

const badData = (problems: readonly string[]): PlumblineError => {
  const others = problems.length === 1 ? '' : ` There are ${problems.length} problems in all.`
  return new PlumblineError('BAD_DATA', `Nothing was loaded: ${problems[0]}${others}`, { problems })
}

const publish = async (engine: Engine, staged: StagedFile, append: boolean): Promise<LoadedTable> => {
  const { file } = staged
  const { table } = file
  if (!isStagedDirectly(table, append)) {
    if (append) await appendRows(engine, table, stageOf(table))
    else {
      await emptyTable(engine, table)
      await replaceRows(engine, table, stageOf(table))
    }
    await engine.execute(`drop table ${stageOf(table)}`)
  }
  // PGlite has nobody who would do it later, and without statistics plans are poor
  await engine.execute(`analyze source.${quoteName(table.name)}`)

  const rows = await countRows(engine, table)
  if (!append && rows !== staged.rows) {
    throw new Error(`${staged.rows} rows were read from ${file.name}, ${rows} arrived in source.${table.name}.`)
  }
  const repeatedKeys = table.repeatedKeys === 'first_received' ? await countRepeatedKeys(engine, table) : 0
  await engine.query({
    sql: `
      update plumbline.source_state
      set rows = $2, repeated_keys = $3, loaded_at = now(), provided = true
      where table_name = $1`,
    parameters: [table.name, rows, repeatedKeys],
  })
  return { table: table.name, rows, repeatedKeys, file: file.path }
}

const countRows = async (engine: Engine, table: SourceTable): Promise<number> => {
  const [row] = await engine.query<{ rows: string }>({
    sql: `select count(*) as rows from source.${quoteName(table.name)}`,
    parameters: [],
  })
  return Number(row?.rows)
}

const emptyOthers = async (
  engine: Engine,
  sources: ReadonlyMap<string, SourceTable>,
  files: readonly SourceFile[],
  relations: ReadonlyMap<string, SourceRelation>,
): Promise<readonly string[]> => {
  const given = new Set(files.map(({ table }) => table.name))
  const gone = [...sources.values()].filter(({ name }) => {
    const relation = relations.get(name)
    return !given.has(name) && relation?.ours && relation.provided
  })
  for (const table of gone) {
    await emptyTable(engine, table)
    await engine.query({
      sql: `
        update plumbline.source_state
        set rows = 0, repeated_keys = 0, loaded_at = null, provided = false
        where table_name = $1`,
      parameters: [table.name],
    })
  }
  return gone.map(({ name }) => name)
}
