import type { Catalog } from '../catalog/catalog.ts'
import { internalSchema } from '../warehouse/contract/internal-schema.ts'
import type { Engine } from '../warehouse/engine/engine.ts'
import { readWarehouseState } from '../warehouse/state/read-warehouse-state.ts'
import { fillRollup } from './fill-rollup.ts'
import { inputVersions } from './input-versions.ts'
import { sweepRollup } from './sweep-rollup.ts'

/** How rollups are filled. */
export interface RollupOptions {
  /** Computes every value, also where nothing has changed. */
  readonly isFull?: boolean
  /** Receives the name of the rollup that is filled next, empty at the end. */
  readonly onProgress?: (rollup: string, done: number, total: number) => void
}

/**
 * Brings every rollup to the newest batch, after the stored views were refreshed, in the same transaction: readers see
 * the commit, and so either the earlier batch or this one.
 */
export async function fillRollups(
  engine: Engine,
  catalog: Catalog,
  { isFull = false, onProgress = () => undefined }: RollupOptions = {},
): Promise<void> {
  if (catalog.rollups.size === 0) return
  await createRecords(engine)
  const batch = await batchToFill(engine)
  const state = await readWarehouseState(engine, catalog)
  const versionOf = await inputVersions(engine, catalog)
  // without data there is no moment, and nothing to store
  const rollups = state.dataAsOf === null ? [] : [...catalog.rollups.values()]
  for (const [done, rollup] of rollups.entries()) {
    onProgress(rollup.name, done, rollups.length)
    await fillRollup(engine, catalog, rollup, { batch, state, versionOf, isFull })
    await sweepRollup(engine, rollup, batch)
  }
  onProgress('', rollups.length, rollups.length)
}

async function createRecords(engine: Engine): Promise<void> {
  await engine.execute(
    internalSchema('batches', 'rollup_fills', 'rollup_days', 'rollup_inputs', 'source_marks').join(';\n'),
  )
}

/** The batch that the refresh has published, or a new one. */
async function batchToFill(engine: Engine): Promise<string> {
  const [published] = await engine.query<{ batch: string }>({
    sql: `select batch from plumbline.batches
      where published_at is not null and batch > coalesce((select max(batch) from plumbline.rollup_fills), 0)
      order by batch desc limit 1`,
    parameters: [],
  })
  if (published !== undefined) return published.batch
  const [started] = await engine.query<{ batch: string }>({
    sql: 'insert into plumbline.batches (published_at) values (clock_timestamp()) returning batch',
    parameters: [],
  })
  if (started === undefined) throw new Error('The new batch has no number')
  return started.batch
}
