import type { Engine } from '../../engine/engine.ts'

/**
 * The name of a table that exists during a refresh only: its transaction drops it. It is no temporary table, because
 * parallel workers cannot read those.
 */
export function workTable(...parts: readonly string[]): string {
  // PostgreSQL cuts a name after 63 characters
  return `plumbline.${`work__${parts.join('__').replaceAll('.', '__')}`.slice(0, 63)}`
}

/** The statements that fill a work table and count it for the planner. */
export function createWorkTable(name: string, select: string): string {
  return `create unlogged table ${name} as\n${select};\nanalyze ${name}`
}

/** Drops every work table. */
export async function dropWorkTables(engine: Engine): Promise<void> {
  const tables = await engine.query<{ name: string }>({
    sql: `select format('plumbline.%I', relname) as name
      from pg_catalog.pg_class
      where relnamespace = to_regnamespace('plumbline') and relkind = 'r' and relname like 'work\\_\\_%'`,
    parameters: [],
  })
  if (tables.length > 0) await engine.execute(`drop table ${tables.map(({ name }) => name).join(', ')}`)
}

/** The number of rows of a relation. */
export async function countRows(engine: Engine, relation: string): Promise<number> {
  const [row] = await engine.query<{ rows: string }>({
    sql: `select count(*) as rows from ${relation}`,
    parameters: [],
  })
  return Number(row?.rows ?? 0)
}
