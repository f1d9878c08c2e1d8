import type { Engine } from '../../engine/engine.ts'

/** The number of rows of a relation, quoted, which a condition may follow. */
export async function countRows(engine: Engine, relation: string): Promise<number> {
  const [row] = await engine.query<{ rows: string }>({
    sql: `select count(*) as rows from ${relation}`,
    parameters: [],
  })
  return Number(row?.rows)
}
