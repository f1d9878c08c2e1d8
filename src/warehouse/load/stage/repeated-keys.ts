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
  const rows = await engine.query<RepeatedRow>({
    sql: `
      select
        (array_agg(file_row order by file_row))[1] as first_row,
        (array_agg(file_row order by file_row))[2] as second_row,
        array[${keys.map((key) => `${key}::text`).join(', ')}] as key
      from ${relation}
      group by ${keys.join(', ')}
      having count(*) > 1
      order by min(file_row)
      limit 21`,
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
