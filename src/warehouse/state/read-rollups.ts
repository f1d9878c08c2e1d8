import type { Catalog } from '../../catalog/catalog.ts'
import { fillConditions } from '../../semantic/rollups/fill-conditions.ts'
import type { RollupState } from '../../semantic/model/rollup-state.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import type { Engine } from '../engine/engine.ts'
import type { Relations } from '../release/deployed/read-relations.ts'

interface Fill {
  readonly rollup: string
  readonly batch: string
  readonly hash: string
  readonly conditions: string
  readonly as_of: string
  readonly published_at: string
  readonly is_older: boolean
  readonly parts: Readonly<Record<string, readonly string[]>>
  readonly starts: Readonly<Record<string, string | null>>
}

/**
 * What the published batch holds of each rollup. Its rows are read only when they were filled by the current definition,
 * under the current conditions, and after all stored views.
 */
export async function readRollups(
  engine: Engine,
  catalog: Catalog,
  present: Relations,
  state: Parameters<typeof fillConditions>[0],
): Promise<WarehouseState['rollups']> {
  if (catalog.rollups.size === 0 || !present.has('plumbline.rollup_fills')) return new Map()
  const fills = await engine.query<Fill>({
    sql: `select
        fills.rollup,
        fills.batch,
        fills.hash,
        fills.conditions,
        fills.as_of,
        batches.published_at,
        fills.parts,
        fills.starts,
        fills.filled_at < (select max(refreshed_at) from plumbline.deployed_views) as is_older
      from plumbline.rollup_fills as fills
      join plumbline.batches as batches on fills.batch = batches.batch
      where batches.batch = (select max(batch) from plumbline.batches where published_at is not null)`,
    parameters: [],
    isRepeated: true,
  })
  const conditions = fillConditions(state)
  return new Map(
    fills.flatMap((fill): [string, RollupState][] => {
      const rollup = catalog.rollups.get(fill.rollup)
      return rollup === undefined ? [] : [[rollup.name, toState(fill, rollup.hash, conditions)]]
    }),
  )
}

function toState(fill: Fill, hash: string, conditions: string): RollupState {
  if (fill.hash !== hash) return { unusable: 'It was filled by another definition.' }
  if (fill.conditions !== conditions)
    return { unusable: 'It was filled with other canonical parameters or other source tables.' }
  if (fill.is_older) return { unusable: 'Stored views were refreshed after it was filled.' }
  return {
    batch: fill.batch,
    asOf: fill.as_of,
    publishedAt: fill.published_at,
    parts: new Map(Object.entries(fill.parts)),
    starts: new Map(Object.entries(fill.starts)),
  }
}
