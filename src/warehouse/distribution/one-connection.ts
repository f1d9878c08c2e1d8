import type { Engine } from '../engine/engine.ts'
import { isCitus } from '../engine/is-citus.ts'

/**
 * Lets a transaction fill several distributed tables from each other. Otherwise Citus writes each shard over a connection
 * of its own, and a later statement of the transaction cannot read all of them over one. Without effect on one server.
 */
export async function useOneConnectionPerNode(transaction: Engine): Promise<void> {
  if (await isCitus(transaction))
    await transaction.execute(`set local citus.multi_shard_modify_mode to 'sequential'`)
}
