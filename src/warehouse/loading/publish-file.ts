import type { SourceTable } from '../../catalog/source-table.ts'
import type { Engine } from '../engine.ts'
import type { LoadedTable } from '../load-report.ts'
import { quoteName } from '../quote-name.ts'
import { appendRows, emptyTable, replaceRows } from './publish-rows.ts'
import { countRepeatedKeys } from './repeated-keys.ts'
import { isStagedDirectly, stageOf } from './stage-target.ts'
import type { StagedFile } from './stage-file.ts'

/** Moves a staged file into its source table and writes down that the table is provided. */
export const publishFile = async (
  engine: Engine,
  staged: StagedFile,
  append: boolean,
): Promise<LoadedTable> => {
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
    throw new Error(
      `${staged.rows} rows were read from ${file.name}, ${rows} arrived in source.${table.name}.`,
    )
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
