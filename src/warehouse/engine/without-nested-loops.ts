import type { Engine } from './engine.ts'

/**
 * Runs statements over all rows of their relations, without nested loops: several conditions in a row make the planner
 * expect one row where there are thousands, and such a loop reads a whole relation for each of them.
 *
 * @param transaction its statements after an error are undone
 */
export async function withoutNestedLoops<Result>(
  transaction: Engine,
  work: () => Promise<Result>,
): Promise<Result> {
  await transaction.execute('set local enable_nestloop = off')
  const result = await work()
  await transaction.execute('set local enable_nestloop to default')
  return result
}

/** The same for one statement of a session that reads, within a transaction or not. */
export async function queryWithoutNestedLoops<Result>(
  execute: (sql: string) => Promise<unknown>,
  query: () => Promise<Result>,
): Promise<Result> {
  const reset = () => execute('set enable_nestloop to default')
  await execute('set enable_nestloop = off')
  try {
    return await query()
  } finally {
    // the cancel of the query may hit the first one; a transaction that has failed undoes it
    await reset()
      .catch(reset)
      .catch(() => undefined)
  }
}
