import type { Engine } from './engine.ts'

/**
 * Runs work of the transaction that reads whole relations. The planner guesses a few rows where conditions
 * on computed values follow each other, and would compute a whole view again for each row that there is.
 * Hash and merge joins cost the same however many rows there are.
 */
export async function withoutNestedLoops<Result>(
  transaction: Engine,
  work: () => Promise<Result>,
): Promise<Result> {
  await transaction.execute('set local enable_nestloop = off')
  const result = await work()
  // after an error the transaction ends, or a savepoint restores the setting
  await transaction.execute('set local enable_nestloop = on')
  return result
}
