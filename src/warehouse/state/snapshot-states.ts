import type { Catalog } from '../../catalog/catalog.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import type { Engine } from '../engine/engine.ts'
import { readWarehouseState } from './read-warehouse-state.ts'
import { deployedRelease, isNotDeployed } from '../release/release.ts'
import type { Release } from '../release/release.ts'

/** The state of one snapshot of a warehouse. */
export interface SnapshotState {
  /** The deployed release; null when there is none. */
  readonly deployed: () => Promise<Release | null>
  readonly warehouse: () => Promise<WarehouseState>
}

/** Reads the states of snapshots. */
export interface SnapshotStates {
  /** The state of a snapshot; its warehouse state is read through `reader`, an engine over the same snapshot. */
  readonly of: (snapshot: Engine, reader?: Engine) => SnapshotState
  /** The state that was read last; null where there is none yet. */
  readonly last: () => KnownState | null
}

/** A state that was read, and the stamp of the data that it was read from. */
export interface KnownState {
  /** The same text as `pg_current_snapshot()` in a later statement: it sees the same data. */
  readonly stamp: string
  readonly deployed: Release
  readonly warehouse: WarehouseState
}

interface Read {
  readonly stamp: string | null
  readonly deployed: Release | null
  warehouse: WarehouseState | null
}

/**
 * Reads states of snapshots. The state read from an earlier snapshot is reused while no transaction has committed since.
 *
 * @param onRead receives whether a state was reused
 */
export function createSnapshotStates(
  catalog: Catalog,
  onRead: (isReused: boolean) => void = () => undefined,
): SnapshotStates {
  let last: Read | null = null

  const read = async (snapshot: Engine): Promise<Read> => {
    try {
      const stamp = await readStamp(snapshot)
      const isReused = last !== null && stamp !== null && last.stamp === stamp
      onRead(isReused)
      if (last !== null && isReused) return last
      last = { stamp, deployed: await deployedRelease(snapshot), warehouse: null }
      return last
    } catch (error) {
      // without a deployment, even the table of deployed views is missing
      if (isNotDeployed(error)) return { stamp: null, deployed: null, warehouse: null }
      throw error
    }
  }

  const stateOf: SnapshotStates['of'] = (snapshot, reader = snapshot) => {
    let current: Promise<Read> | null = null
    let warehouse: Promise<WarehouseState> | null = null
    const readOnce = () => (current ??= read(snapshot))
    const readAll = async () => {
      const current = await readOnce()
      current.warehouse ??= await readWarehouseState(reader, catalog)
      return current.warehouse
    }
    return {
      deployed: async () => (await readOnce()).deployed,
      warehouse: () => (warehouse ??= readAll()),
    }
  }

  return {
    of: stateOf,
    last: () => {
      const { stamp = null, deployed = null, warehouse = null } = last ?? {}
      return stamp === null || deployed === null || warehouse === null ? null : { stamp, deployed, warehouse }
    },
  }
}

/** The same text means the same data. Null on a standby server, which has no snapshot id. */
async function readStamp(snapshot: Engine): Promise<string | null> {
  const [row] = await snapshot.query<{ stamp: string | null }>({
    sql: 'select case when not pg_is_in_recovery() then pg_current_snapshot()::text end as stamp',
    parameters: [],
    isRepeated: true,
  })
  return row?.stamp ?? null
}
