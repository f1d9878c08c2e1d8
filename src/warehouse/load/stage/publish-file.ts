import { analyze } from '../../engine/analyze.ts'
import type { SourceTable } from '../../../catalog/files/source-table.ts'
import type { Engine } from '../../engine/engine.ts'
import type { LoadedTable } from './load-report.ts'
import { quoteName } from '../../engine/values/quote-name.ts'
import { appendRows, emptyTable, replaceRows } from './publish-rows.ts'
import { countRepeatedKeys } from './repeated-keys.ts'
import { isStagedDirectly, stageOf } from './stage-target.ts'
import type { StagedFile } from './stage-file.ts'

/** Moves a staged file into its source table and records that the table is provided. */
export async function publishFile(engine: Engine, staged: StagedFile, append: boolean): Promise<LoadedTable> {
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
  // PGlite has no autovacuum, and plans without statistics are poor
  await analyze(engine, `source.${quoteName(table.name)}`)

  const rows = await countRows(engine, table)
  if (!append && rows !== staged.rows) {
    throw new Error(
      `${staged.rows} rows were read from ${file.name}, ${rows} arrived in source.${table.name}.`,
    )
  }
  const repeatedKeys = table.repeatedKeys === 'first_received' ? await countRepeatedKeys(engine, table) : 0
  const { receivedAt } = file.mapping
  const [recorded] = await engine.query<Recorded>({
    sql: append ? recordAppended : recordReplaced,
    parameters: [table.name, rows, repeatedKeys, receivedAt, staged.assumed],
  })
  return {
    table: table.name,
    rows,
    repeatedKeys,
    file: file.path,
    receivedAt: recorded?.received_at ?? null,
    assumed: staged.assumed,
  }
}

interface Recorded {
  readonly received_at: string | null
}

const recordReplaced = `
  update plumbline.source_state
  set
    rows = $2,
    repeated_keys = $3,
    loaded_at = now(),
    provided = true,
    received_at = $4::timestamptz,
    assumed = nullif($5::text[], '{}')
  where table_name = $1
  returning received_at`

/**
 * Appended rows update the receipt to the later one. If either the old or the new rows have none, it is
 * unknown for the whole table.
 */
const recordAppended = `
  update plumbline.source_state
  set
    rows = $2,
    repeated_keys = $3,
    loaded_at = now(),
    provided = true,
    received_at = case
      when $4::timestamptz is not null and (received_at is not null or not provided)
        then greatest(received_at, $4::timestamptz)
    end,
    assumed = (
      select array_agg(distinct sentence order by sentence)
      from unnest(assumed || $5::text[]) as told (sentence)
    )
  where table_name = $1
  returning received_at`

async function countRows(engine: Engine, table: SourceTable): Promise<number> {
  const [row] = await engine.query<{ rows: string }>({
    sql: `select count(*) as rows from source.${quoteName(table.name)}`,
    parameters: [],
  })
  return Number(row?.rows)
}
