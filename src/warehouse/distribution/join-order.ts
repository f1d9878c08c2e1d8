import type { Engine } from '../engine/engine.ts'
import { isCitus } from '../engine/is-citus.ts'

/**
 * Plans the joins of a transaction in the order in which they are written. For each pair of relations that a planner tries,
 * Citus copies what it knows of the statement: with the views of `sql/`, orders were tried for minutes. The nodes still
 * choose an order for their own rows. Without effect on one server.
 */
export async function planJoinsAsWritten(transaction: Engine): Promise<void> {
  if (await isCitus(transaction))
    await transaction.execute('set local join_collapse_limit = 1; set local from_collapse_limit = 1')
}
