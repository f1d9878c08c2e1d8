import { analyze } from '../../engine/analyze.ts'
import type { Engine } from '../../engine/engine.ts'
import { quoteName } from '../../engine/values/quote-name.ts'
import { appendRows } from './append-rows.ts'
import { countRows } from './count-rows.ts'
import type { LoadedTable } from './load-report.ts'
import { emptyTable, insertStaged } from './publish-rows.ts'
import { countRepeatedKeys } from './repeated-keys.ts'
import { isStagedDirectly, stageOf } from './stage-target.ts'
import type { StagedFile } from './stage-file.ts'

/** Moves a staged file into its source table and records that the table is provided. */
export async function publishFile(engine: Engine, staged: StagedFile, append: boolean): Promise<LoadedTable> {
  const { table, path, mapping } = staged.file
  const published = await (append ? appendFile(engine, staged) : replaceByFile(engine, staged))
  // PGlite has no autovacuum, and plans without statistics are poor
  await analyze(engine, `source.${quoteName(table.name)}`)
  const { rows, repeatedKeys, appended } = published
  const [recorded] = await engine.query<Recorded>({
    sql: append ? recordAppended : recordReplaced,
    parameters: [table.name, rows, repeatedKeys, mapping.receivedAt, staged.assumed],
  })
  return {
    table: table.name,
    rows,
    repeatedKeys: Number(recorded?.repeated_keys),
    appended,
    file: path,
    receivedAt: recorded?.received_at ?? null,
    assumed: staged.assumed,
  }
}

/** The rows of the table, the repeated keys of the file's rows, and what appended rows were. */
type Published = Pick<LoadedTable, 'rows' | 'repeatedKeys' | 'appended'>

/** The file becomes the whole table. */
async function replaceByFile(engine: Engine, { file: { table }, rows }: StagedFile): Promise<Published> {
  // every row that was read has arrived: the copy has compared their numbers
  if (!isStagedDirectly(table, false)) {
    await emptyTable(engine, table)
    await insertStaged(engine, table, stageOf(table))
    await engine.execute(`drop table ${stageOf(table)}`)
  }
  const repeatedKeys = table.repeatedKeys === 'first_received' ? await countRepeatedKeys(engine, table) : 0
  return { rows, repeatedKeys, appended: null }
}

/** The rows of the file join those of the table. */
async function appendFile(engine: Engine, { file: { table } }: StagedFile): Promise<Published> {
  const { repeatedKeys, ...appended } = await appendRows(engine, table, stageOf(table))
  await engine.execute(`drop table ${stageOf(table)}`)
  return { rows: await countRows(engine, `source.${quoteName(table.name)}`), repeatedKeys, appended }
}

interface Recorded {
  readonly received_at: string | null
  readonly repeated_keys: string
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
  returning received_at, repeated_keys`

/**
 * Appended rows update the receipt to the later one. If either the old or the new rows have none, it is
 * unknown for the whole table.
 */
const recordAppended = `
  update plumbline.source_state
  set
    rows = $2,
    repeated_keys = repeated_keys + $3,
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
  returning received_at, repeated_keys`
