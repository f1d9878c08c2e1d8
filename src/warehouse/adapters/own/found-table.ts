import type { Engine } from '../../engine/engine.ts'
import { quoteName } from '../../engine/values/quote-name.ts'
import { readRawTables } from '../read-raw-tables.ts'

/** A column of a company's own table, with some of its values. */
export interface FoundColumn {
  readonly name: string
  /** The type in the database. */
  readonly type: string
  /** Distinct values that are not empty, as text. */
  readonly samples: readonly string[]
}

/** A table of the company's own, before it is known what it means. */
export interface FoundTable {
  readonly name: string
  readonly rows: number
  readonly columns: readonly FoundColumn[]
}

/** How many rows are looked at for samples. */
const sampledRows = 1000

/** Every table of a schema, with samples of its columns. */
export async function readFoundTables(engine: Engine, schema: string): Promise<readonly FoundTable[]> {
  const prefix = `${schema}.`
  const tables: FoundTable[] = []
  for (const [relation, columns] of [...(await readRawTables(engine, [schema]))].sort()) {
    const name = relation.slice(prefix.length)
    const from = `${quoteName(schema)}.${quoteName(name)}`
    const [count] = await engine.query<{ rows: string }>({
      sql: `select count(*) as rows from ${from}`,
      parameters: [],
    })
    const samples = [...columns.keys()].map(
      (column) =>
        `(select coalesce(array_agg(distinct value), '{}') from (select left(btrim(${quoteName(column)}::text), 60) as value from sampled where btrim(${quoteName(column)}::text) <> '' limit 50) as found)`,
    )
    const { rows } = await engine.queryArrays({
      sql: `with sampled as materialized (select * from ${from} limit ${sampledRows}) select ${samples.join(', ')}`,
      parameters: [],
    })
    tables.push({
      name,
      rows: Number(count?.rows ?? 0),
      columns: [...columns].map(([column, type], index) => ({
        name: column,
        type,
        samples: (rows[0]?.[index] as readonly string[] | undefined) ?? [],
      })),
    })
  }
  return tables
}
