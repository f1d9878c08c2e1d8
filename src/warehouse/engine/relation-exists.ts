import type { Engine } from './engine.ts'

/** Whether a relation exists: a table or a view, by its schema and name. */
export async function relationExists(engine: Pick<Engine, 'query'>, relation: string): Promise<boolean> {
  const [row] = await engine.query<{ exists: boolean }>({
    sql: 'select to_regclass($1) is not null as exists',
    parameters: [relation],
  })
  return row?.exists === true
}
