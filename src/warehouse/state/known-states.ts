import type { Catalog } from '../../catalog/catalog.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import type { Engine } from '../engine/engine.ts'
import { readWarehouseState } from './read-warehouse-state.ts'
import { deployedRelease, isNotDeployed } from '../release/release.ts'
import type { Release } from '../release/release.ts'

/** What there is to know of one state of a warehouse. */
export interface KnownState {
  /** The release that is deployed; null when nothing is. */
  readonly deployed: () => Promise<Release | null>
  readonly knowledge: () => Promise<WarehouseState>
}

interface Read {
  readonly stamp: string | null
  readonly deployed: Release | null
  knowledge: WarehouseState | null
}

/**
 * Tells what is known of a snapshot, as that snapshot has it. What was read of an earlier one holds as long as
 * nobody has committed anything since. The knowledge is read by `told`, an engine of the same state.
 */
export function createKnownStates(catalog: Catalog): (snapshot: Engine, told?: Engine) => KnownState {
  let last: Read | null = null

  const read = async (snapshot: Engine): Promise<Read> => {
    try {
      const stamp = await readStamp(snapshot)
      if (last !== null && stamp !== null && last.stamp === stamp) return last
      last = { stamp, deployed: await deployedRelease(snapshot), knowledge: null }
      return last
    } catch (error) {
      // nothing was ever deployed: there is not even the table that says so
      if (isNotDeployed(error)) return { stamp: null, deployed: null, knowledge: null }
      throw error
    }
  }

  return (snapshot, told = snapshot) => {
    let state: Promise<Read> | null = null
    let knowledge: Promise<WarehouseState> | null = null
    const readOnce = () => (state ??= read(snapshot))
    const readAll = async () => {
      const known = await readOnce()
      known.knowledge ??= await readWarehouseState(told, catalog)
      return known.knowledge
    }
    return {
      deployed: async () => (await readOnce()).deployed,
      knowledge: () => (knowledge ??= readAll()),
    }
  }
}

/** The same text means the same data. A server that only follows another one cannot tell. */
async function readStamp(snapshot: Engine): Promise<string | null> {
  const [row] = await snapshot.query<{ stamp: string | null }>({
    sql: 'select case when not pg_is_in_recovery() then pg_current_snapshot()::text end as stamp',
    parameters: [],
  })
  return row?.stamp ?? null
}
