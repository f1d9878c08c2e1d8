import type { Engine } from '../../src/warehouse/engine/engine.ts'

/**
 * The names of the statements that the session of a transaction has prepared, for the caller to extend. They outlive a
 * rollback, so a session of PostgreSQL is asked once: with a thousand statements the list takes longer than a query.
 */
export const preparedStatements = async (transaction: Engine): Promise<Set<string>> => {
  if (transaction.kind === 'pglite') return listed(transaction)
  const [session] = await transaction.query<{ pid: number }>({
    sql: 'select pg_catalog.pg_backend_pid() as pid',
    parameters: [],
  })
  const pid = session?.pid ?? 0
  const names = known.get(pid) ?? (await listed(transaction))
  known.set(pid, names)
  return names
}

/** By process of the server. */
const known = new Map<number, Set<string>>()

const listed = async (transaction: Engine): Promise<Set<string>> => {
  const rows = await transaction.query<{ name: string }>({
    sql: 'select name from pg_catalog.pg_prepared_statements',
    parameters: [],
  })
  return new Set(rows.map(({ name }) => name))
}
