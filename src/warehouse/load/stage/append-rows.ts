import type { SourceTable } from '../../../catalog/files/source-table.ts'
import { columnNamed, valueOf } from '../../contract/rules/column-sql.ts'
import { analyze } from '../../engine/analyze.ts'
import type { Engine } from '../../engine/engine.ts'
import { isCitus } from '../../engine/is-citus.ts'
import { quoteName } from '../../engine/values/quote-name.ts'
import { countRows } from './count-rows.ts'
import { insertStaged } from './publish-rows.ts'
import { countRepeatedAdditions } from './repeated-keys.ts'

/** What the rows of an appended file were to the table. Added, changed and unchanged are all of them. */
export interface Appended {
  /** Rows with a new key; in a log also other deliveries of a known one. */
  readonly added: number
  /** Rows that replaced the one with their key; none in a log. */
  readonly changed: number
  /** Rows that the table already had, equal in every column. */
  readonly unchanged: number
}

/**
 * Adds the staged rows to the table, so that the same file changes nothing the second time. A row that the
 * table has, equal in every column, is skipped. In a log every other row is added: a new event, or another
 * delivery of a known one. In any other table it replaces the row with its key.
 *
 * @returns also how many of the added rows repeat the id of another row; 0 for all tables but logs
 */
export async function appendRows(
  engine: Engine,
  table: SourceTable,
  staged: string,
): Promise<Appended & { readonly repeatedKeys: number }> {
  // nothing else collects statistics of a temporary table
  await analyze(engine, staged)
  const rows = await countRows(engine, staged)
  const different = await stageDifferent(engine, table, staged)
  const left = await countRows(engine, different)
  const isLog = table.repeatedKeys === 'first_received'
  const repeatedKeys = isLog ? await countRepeatedAdditions(engine, table, different) : 0
  const changed = isLog ? 0 : await removeReplaced(engine, table, different)
  await insertStaged(engine, table, different)
  await engine.execute(`drop table ${different}`)
  return { added: left - changed, changed, unchanged: rows - left, repeatedKeys }
}

/** Stages apart the rows that the table does not have; resolves to their relation. */
async function stageDifferent(engine: Engine, table: SourceTable, staged: string): Promise<string> {
  const same = table.columns.map(({ name, required }) => {
    // required columns allow a hash join; in others null equals null
    const operator = required ? '=' : 'is not distinct from'
    return `present.${quoteName(name)} ${operator} staged.${quoteName(name)}`
  })
  const bounds = await boundsOf(engine, table, staged)
  // Citus joins a temporary table only with rows that the coordinator has
  const kept = (await isCitus(engine)) ? 'materialized' : 'not materialized'
  const different = quoteName(`plumbline_load_different_${table.name}`)
  await engine.execute(`
    create temporary table ${different} on commit drop as
    with present as ${kept} (select * from ${relationOf(table)} as present where ${bounds})
    select * from ${staged} as staged
    where not exists (select from present where ${same.join(' and ')})`)
  await analyze(engine, different)
  return different
}

/** Removes the rows of the table whose keys are staged; resolves to the number of those keys. */
async function removeReplaced(engine: Engine, table: SourceTable, staged: string): Promise<number> {
  // the key as it is read: white space around an id does not count. Arrays with nulls are equal
  const sameKey = table.key
    .map((name) => columnNamed(table, name))
    .map((column) => `array[${valueOf(column, 'present')}] = array[${valueOf(column, 'staged')}]`)
    .join(' and ')
  const replaced = await countRows(
    engine,
    `${staged} as staged where exists (select from ${relationOf(table)} as present where ${sameKey})`,
  )
  if (replaced > 0) {
    await engine.execute(
      `delete from ${relationOf(table)} as present using ${staged} as staged where ${sameKey}`,
    )
  }
  return replaced
}

/** A condition with the times of the staged rows. Where they are few of the table's, its index finds these. */
async function boundsOf(engine: Engine, table: SourceTable, staged: string): Promise<string> {
  const column = table.columns.find(({ name, required }) => name === table.freshness && required)
  if (column === undefined) return 'true'
  const name = quoteName(column.name)
  const [times] = await engine.query<{ first: string | null; last: string | null }>({
    sql: `select min(${name}) as first, max(${name}) as last from ${staged}`,
    parameters: [],
  })
  if (times === undefined || times.first === null || times.last === null) return 'true'
  return `present.${name} between '${times.first}' and '${times.last}'`
}

function relationOf({ name }: SourceTable): string {
  return `source.${quoteName(name)}`
}
