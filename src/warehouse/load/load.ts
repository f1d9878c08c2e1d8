import type { SourceTable } from '../../catalog/files/source-table.ts'
import { PlumblineError } from '../../errors.ts'
import { takeSourceRecord } from '../contract/source-record.ts'
import { createSources } from '../release/create-sources.ts'
import { useOneConnectionPerNode } from '../distribution/one-connection.ts'
import type { Engine } from '../engine/engine.ts'
import type { LoadedTable, LoadReport } from './stage/load-report.ts'
import { emptyOthers } from './stage/empty-others.ts'
import { findFiles } from './files/find-files.ts'
import type { DeclaredMapping } from './mapping/find-mappings.ts'
import { publishFile } from './stage/publish-file.ts'
import { extrasColumn } from './files/row-shape.ts'
import type { SourceFile } from './files/source-file.ts'
import { stageFiles } from './stage/stage-files.ts'
import type { LoadProgress } from './stage/stage-files.ts'
import { readSourceRelations } from '../contract/read-source-relations.ts'
import type { SourceRelation } from '../contract/read-source-relations.ts'

export type { ExtraColumns, LoadedTable, LoadReport } from './stage/load-report.ts'
export type { LoadProgress }

/** Options of a load. */
export interface LoadOptions {
  /** Adds to the existing rows instead of replacing them all: new keys are added, known ones updated. */
  readonly append?: boolean
  /** How to read files that differ from the contract, and when they were received. */
  readonly declared?: DeclaredMapping
  /** Runs within the transaction after the tables are filled; its error undoes the load. */
  readonly beforeCommit?: (transaction: Engine, report: LoadReport) => Promise<unknown>
  readonly onProgress?: LoadProgress
}

/**
 * Loads files of the source contract, all or nothing.
 *
 * A directory is a complete data set: it replaces all loaded data, and a table that it lacks is emptied and
 * no longer provided. Files replace only their own tables. Tables of the company's own loader are never
 * changed. All problems of all files are collected into one BAD_DATA error.
 */
export async function load(
  engine: Engine,
  sources: ReadonlyMap<string, SourceTable>,
  paths: readonly string[],
  options: LoadOptions = {},
): Promise<LoadReport> {
  const append = options.append ?? false
  const found = await findFiles(paths, sources, options.declared)
  return engine.transaction(async (transaction) => {
    // one load at a time, without the time limit of queries
    await transaction.execute(`set local statement_timeout = 0; select pg_advisory_xact_lock(${loadLock})`)
    await useOneConnectionPerNode(transaction)
    await createSources(transaction, sources)
    const relations = await readSourceRelations(transaction)
    rejectForeign(found.files, relations)

    const { staged, problems } = await stageFiles(transaction, found.files, append, options.onProgress)
    if (problems.length > 0) throw badData(problems)
    // not before: a refresh may run while files are read
    await takeSourceRecord(transaction)
    const tables: LoadedTable[] = []
    for (const one of staged) tables.push(await publishFile(transaction, one, append))
    const emptied =
      found.whole && !append ? await emptyOthers(transaction, sources, found.files, relations) : []

    const report: LoadReport = {
      tables,
      emptied,
      ignored: found.ignored,
      mappings: [...new Set(found.files.flatMap(({ mapping }) => mapping.file ?? []))],
      extraColumns: staged.flatMap(({ file, extraColumns }) =>
        extraColumns.length === 0
          ? []
          : [
              {
                table: file.table.name,
                columns: extraColumns,
                keptIn: extrasColumn(file.table)?.name ?? null,
              },
            ],
      ),
    }
    await options.beforeCommit?.(transaction, report)
    return report
  })
}

/** An arbitrary number that no other program uses for advisory locks. */
const loadLock = 7_585_862

function rejectForeign(files: readonly SourceFile[], relations: ReadonlyMap<string, SourceRelation>): void {
  const problems = files
    .filter(({ table }) => relations.get(table.name)?.ours === false)
    .map(
      ({ name, table }) =>
        `${name}: source.${table.name} was created by another loader; load it there, or drop it first.`,
    )
  if (problems.length > 0) throw badData(problems)
}

function badData(problems: readonly string[]): PlumblineError {
  const others = problems.length === 1 ? '' : ` There are ${problems.length} problems in all.`
  return new PlumblineError('BAD_DATA', `Nothing was loaded: ${problems[0]}${others}`, { problems })
}
