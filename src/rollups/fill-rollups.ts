import type { Catalog } from '../catalog/catalog.ts'
import type { Rollup } from '../catalog/rollups/rollup.ts'
import { internalSchema } from '../warehouse/contract/internal-schema.ts'
import { waitForTurn } from '../warehouse/contract/source-record.ts'
import type { Engine } from '../warehouse/engine/engine.ts'
import { readWarehouseState } from '../warehouse/state/read-warehouse-state.ts'
import { fillRollup, type Step } from './fill-rollup.ts'
import { inputVersions } from './input-versions.ts'
import { sweepRollup } from './sweep-rollup.ts'

/** Receives the name of the rollup that is filled next, empty at the end. */
export type OnProgress = (rollup: string, done: number, total: number) => void

/**
 * Brings every rollup to the newest batch, after the stored views were refreshed, in the same transaction: readers see
 * the commit, and so either the earlier batch or this one.
 */
export async function fillRollups(
  engine: Engine,
  catalog: Catalog,
  onProgress: OnProgress = () => undefined,
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
    await fillRollup(catalog, rollup, {
      batch,
      state,
      versionOf,
      step: (work) => work(engine),
      partsAtOnce: 12,
    })
    await sweepRollup(engine, rollup, batch)
  }
  onProgress('', rollups.length, rollups.length)
}

/**
 * Fills the rollups that the published batch lacks, in short transactions: on the embedded database, queries wait for one
 * of them only. Until a rollup is filled, its values are computed. It ends when another batch is published, whose refresh
 * fills them.
 */
export async function fillMissingRollups(
  engine: Engine,
  catalog: Catalog,
  onProgress: OnProgress = () => undefined,
): Promise<void> {
  await engine.transaction(createRecords)
  const batch = await publishedBatch(engine)
  if (batch === null) return
  const replaced = new Error('Another batch was published')
  const step: Step = (work) =>
    engine.transaction(async (transaction) => {
      await waitForTurn(transaction)
      if ((await publishedBatch(transaction)) !== batch) throw replaced
      return work(transaction)
    })
  try {
    const state = await step((transaction) => readWarehouseState(transaction, catalog))
    const versionOf = await step((transaction) => inputVersions(transaction, catalog))
    const isMissing = ({ name }: Rollup) => {
      const filled = state.rollups.get(name)
      return state.dataAsOf !== null && (filled === undefined || 'unusable' in filled)
    }
    const missing = [...catalog.rollups.values()].filter(isMissing)
    for (const [done, rollup] of missing.entries()) {
      onProgress(rollup.name, done, missing.length)
      await fillRollup(catalog, rollup, { batch, state, versionOf, step, partsAtOnce: 1 })
      await step((transaction) => sweepRollup(transaction, rollup, batch))
    }
    onProgress('', missing.length, missing.length)
  } catch (error) {
    if (error !== replaced) throw error
  }
}

async function createRecords(engine: Engine): Promise<void> {
  await engine.execute(
    internalSchema('batches', 'rollup_fills', 'rollup_days', 'rollup_inputs', 'source_marks').join(';\n'),
  )
}

async function publishedBatch(engine: Engine): Promise<string | null> {
  const [published] = await engine.query<{ batch: string }>({
    sql: 'select batch from plumbline.batches where published_at is not null order by batch desc limit 1',
    parameters: [],
  })
  return published?.batch ?? null
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
