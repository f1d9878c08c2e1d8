import type { Catalog } from '../../catalog/catalog.ts'
import type { SourceViolation } from '../../semantic/model/source-violation.ts'
import { planJoinsAsWritten } from '../distribution/join-order.ts'
import { useOneConnectionPerNode } from '../distribution/one-connection.ts'
import { internalSchema } from '../contract/internal-schema.ts'
import { recordInspection } from '../contract/record-inspection.ts'
import { waitForTurn } from '../contract/source-record.ts'
import type { Engine } from '../engine/engine.ts'
import { codeOf } from '../engine/errors/database-error.ts'
import { fillStoredViews, type OnProgress } from './batches/fill-stored-views.ts'
import { horizonView } from './batches/changes/inputs.ts'
import { takeLease } from './batches/refresh-lease.ts'
import { planRefresh, type PlannedFill } from './batches/plan-refresh.ts'
import { recordSignals } from './batches/record-signals.ts'
import { announceBatch, failBatch, publishBatch, type Batch } from './batches/record-batch.ts'
import { releaseOf } from './release.ts'

export { refreshStatements } from './batches/fill-view.ts'
export type { PlannedFill } from './batches/plan-refresh.ts'
export type { ViewFill } from './batches/record-batch.ts'

/** Options of a refresh. */
export interface RefreshOptions {
  /** Fills every stored view in full, also where nothing changed. */
  readonly isFull?: boolean
  readonly onProgress?: OnProgress
  /** Whether the stored results are filled; they are when it is absent. */
  readonly withResults?: boolean
  /** Runs in the transaction of the batch, before the sources are inspected. */
  readonly before?: (transaction: Engine) => Promise<void>
  /** Runs in the same transaction, when the stored views are those of the batch: here stored aggregations are filled. */
  readonly after?: (transaction: Engine, batch: Batch) => Promise<void>
}

/** A refresh that was published. */
export interface RefreshReport extends Batch {
  /** Rows that violate the source contract, in all tables. */
  readonly violations: readonly SourceViolation[]
}

/**
 * Inspects every source table, then brings every stored view up to date with the canonical parameters, in one
 * transaction. Violations of the source contract are recorded. Concurrent readers see all of the old results until the
 * commit, then all of the new ones. The work of a process that is killed is rolled back.
 *
 * @throws PlumblineError `REFRESH_RUNNING` when another process refreshes
 */
export async function refreshBatch(
  engine: Engine,
  catalog: Catalog,
  options: RefreshOptions = {},
): Promise<RefreshReport> {
  await createTables(engine)
  // committed before the work starts, so that others can see who runs it
  const batch = await engine.transaction(async (transaction) => {
    await takeLease(transaction)
    return announceBatch(transaction)
  })
  const attempt = () =>
    engine.transaction(async (transaction) => {
      // every statement sees the source tables of one moment; others may load meanwhile
      await transaction.execute('set transaction isolation level repeatable read')
      await takeLease(transaction)
      return work(transaction, catalog, batch, options)
    })
  try {
    // the lease may have been released by a commit that this moment does not see
    return await attempt().catch((error: unknown) => {
      if (codeOf(error) === couldNotSerialize) return attempt()
      throw error
    })
  } catch (error) {
    await failBatch(engine, batch, error).catch(() => undefined)
    throw error
  }
}

/** SQLSTATE of a change to rows that another transaction has changed meanwhile. */
const couldNotSerialize = '40001'

/**
 * What a refresh would do now; nothing is changed.
 *
 * @throws PlumblineError `REFRESH_RUNNING` when another process refreshes
 */
export async function planBatch(
  engine: Engine,
  catalog: Catalog,
  isFull: boolean,
): Promise<readonly PlannedFill[]> {
  await createTables(engine)
  const undone = new Undone()
  await engine
    .transaction(async (transaction) => {
      await transaction.execute('set transaction isolation level repeatable read')
      await takeLease(transaction)
      undone.plan = await planRefresh(transaction, catalog, isFull)
      throw undone
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error
    })
  return undone.plan
}

/** Thrown to roll back what was done to make a plan. */
class Undone extends Error {
  plan: readonly PlannedFill[] = []
}

/**
 * A refresh as a part of a transaction, such as a load: readers see its changes and the batch together. Stored results
 * are left to the next batch, unless they are wanted.
 *
 * @returns the rows that violate the source contract
 */
export async function refresh(
  transaction: Engine,
  catalog: Catalog,
  options: Pick<RefreshOptions, 'onProgress' | 'withResults'> = {},
): Promise<readonly SourceViolation[]> {
  return transaction.transaction(async (within) => {
    await createTables(within)
    // what the transaction has done so far, such as a load, should not be lost
    await waitForTurn(within)
    const { violations } = await work(within, catalog, await announceBatch(within), {
      withResults: false,
      ...options,
    })
    return violations
  })
}

/** Creates the tables of a refresh where an earlier release deployed: only then, as it would wait for readers. */
async function createTables(engine: Engine): Promise<void> {
  const [row] = await engine.query<{ is_complete: boolean }>({
    sql: `select
        to_regclass('plumbline.batches') is not null
        and to_regclass('plumbline.input_contents') is not null
        and to_regclass('plumbline.input_hours') is not null
        and to_regclass('plumbline.source_marks') is not null
        and exists (
          select from pg_catalog.pg_attribute
          where attrelid = to_regclass('plumbline.deployed_views') and attname = 'filled_at'
        ) as is_complete`,
    parameters: [],
  })
  if (row?.is_complete === true) return
  await engine.execute(
    internalSchema('deployed_views', 'batches', 'input_contents', 'input_hours', 'source_marks').join(';\n'),
  )
}

async function work(
  transaction: Engine,
  catalog: Catalog,
  batch: number,
  { isFull = false, withResults = true, onProgress = () => undefined, before, after }: RefreshOptions,
): Promise<RefreshReport> {
  await useOneConnectionPerNode(transaction)
  await planJoinsAsWritten(transaction)
  await before?.(transaction)
  const inspections = await recordInspection(transaction, catalog.sources)
  const views = await fillStoredViews(transaction, catalog, { isFull, withResults }, onProgress)
  await recordSignals(transaction, batch, views)
  const asOf = await readAsOf(transaction, catalog)
  await publishBatch(transaction, batch, { asOf, views, definitions: releaseOf(catalog).hash })
  await after?.(transaction, { batch, asOf, views })
  return { batch, asOf, views, violations: inspections.flatMap(({ violations }) => violations) }
}

async function readAsOf(engine: Engine, catalog: Catalog): Promise<string | null> {
  if (!catalog.views.has(horizonView)) return null
  const [row] = await engine.query<{ as_of: string | null }>({
    sql: `select as_of from ${horizonView}`,
    parameters: [],
  })
  return row?.as_of ?? null
}
