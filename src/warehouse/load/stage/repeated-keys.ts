import type { SourceTable } from '../../../catalog/files/source-table.ts'
import { columnNamed, valueOf } from '../../contract/rules/column-sql.ts'
import type { Engine } from '../../engine/engine.ts'
import { quoteName } from '../../engine/values/quote-name.ts'
import { createProblemList, showValue } from '../values/problem-list.ts'
import type { SourceFile } from '../files/source-file.ts'

interface RepeatedRow {
  readonly first_row: string
  readonly second_row: string
  readonly key: readonly (string | null)[]
}

/** One problem per repeated key of a staged file, naming two of its rows. Null counts as a value. */
export async function repeatedKeyProblems(
  engine: Engine,
  file: SourceFile,
  relation: string,
): Promise<readonly string[]> {
  const keys = keyOf(file.table)
  const columns = keys.map((key, index) => `${key} as key_${index}`)
  const same = keys.map((key, index) => `array[${key}] = array[key_${index}]`)
  const rows = await engine.query<RepeatedRow>({
    sql: `
      with repeated as (
        select ${columns.join(', ')}, min(file_row) as first_row
        from ${relation}
        group by ${keys.join(', ')}
        having count(*) > 1
        order by min(file_row)
        limit 21
      )
      select
        first_row,
        (
          select min(file_row) from ${relation} where file_row > first_row and ${same.join(' and ')}
        ) as second_row,
        array[${keys.map((_, index) => `key_${index}::text`).join(', ')}] as key
      from repeated
      order by first_row`,
    parameters: [],
  })
  const list = createProblemList(file.name)
  for (const { first_row, second_row, key } of rows) {
    list.add(
      Number(second_row),
      `${describeKey(file.table, key)} is already in row ${first_row}; it must be unique`,
    )
  }
  return list.problems
}

/** The key as it is read: white space around an id does not count. */
function keyOf(table: SourceTable): readonly string[] {
  return table.key.map((name) => valueOf(columnNamed(table, name)))
}

function describeKey(table: SourceTable, key: readonly (string | null)[]): string {
  const parts = table.key.map((column, index) => {
    const value = key[index] ?? null
    return `${column} ${value === null ? 'empty' : showValue(value)}`
  })
  return `the key ${parts.join(', ')}`
}

/** The number of repeated deliveries in a log: rows after the first with the same id. */
export async function countRepeatedKeys(engine: Engine, table: SourceTable): Promise<number> {
  const [row] = await engine.query<{ repeated: string }>({
    sql: `
      select coalesce(sum(deliveries - 1), 0) as repeated
      from (
        select count(*) as deliveries
        from source.${quoteName(table.name)}
        group by ${keyOf(table).join(', ')}
        having count(*) > 1
      ) as repeated_keys`,
    parameters: [],
  })
  return Number(row?.repeated ?? 0)
}

/**
 * How many of the staged rows of a log repeat an id: of the table, or of an earlier staged row. To be asked
 * before they are inserted.
 */
export async function countRepeatedAdditions(
  engine: Engine,
  table: SourceTable,
  staged: string,
): Promise<number> {
  const keys = table.key.map((name) => columnNamed(table, name))
  const columns = keys.map((key, index) => `${valueOf(key)} as key_${index}`).join(', ')
  const same = keys
    .map((key, index) => `array[${valueOf(key, 'present')}] = array[staged_keys.key_${index}]`)
    .join(' and ')
  // a join, because it can hash the staged keys; a semi-join would hash the whole table
  const [row] = await engine.query<{ repeated: string }>({
    sql: `
      with
      staged_keys as (select distinct ${columns} from ${staged}),
      known_keys as (
        select distinct staged_keys.*
        from staged_keys join source.${quoteName(table.name)} as present on ${same}
      )
      select
        (select count(*) from ${staged}) - (select count(*) from staged_keys)
        + (select count(*) from known_keys) as repeated`,
    parameters: [],
  })
  return Number(row?.repeated)
}
