import type { Engine } from '../../engine/engine.ts'
import { thisProcess } from './refresh-lease.ts'

/** How one stored view was brought up to date. */
export interface ViewFill {
  readonly view: string
  /**
   * `full`: emptied and filled. `compared`: computed in full, and only the rows that differ were written. `incremental`:
   * only the affected rows were computed. `unchanged`: no input changed.
   */
  readonly how: 'full' | 'compared' | 'incremental' | 'unchanged'
  /** The reason for it, in words. */
  readonly why: string
  /** Rows written, old and new ones. */
  readonly rows: number
  /** The earliest time in these rows, by the time of the view; null when it is unknown or any row may differ. */
  readonly since: string | null
  readonly ms: number
  /** The hash of its definition. */
  readonly hash: string
}

/** A published batch. */
export interface Batch {
  readonly batch: number
  /** The end of the data in it; null without data. */
  readonly asOf: string | null
  readonly views: readonly ViewFill[]
}

/**
 * Announces a refresh, so that others can see who runs it; returns the number of its batch. The caller holds the lease,
 * so no other refresh is running: those without an end are of processes that ended without recording it.
 */
export async function announceBatch(transaction: Engine): Promise<number> {
  await transaction.execute(
    `update plumbline.batches set ended_at = clock_timestamp(), failure = 'The process ended.' where ended_at is null`,
  )
  const [row] = await transaction.query<{ batch: string }>({
    sql: 'insert into plumbline.batches (started_by) values ($1) returning batch',
    parameters: [thisProcess],
  })
  return Number(row?.batch)
}

/** Publishes a batch: with the commit of this transaction, readers see it instead of the previous one. */
export async function publishBatch(
  transaction: Engine,
  batch: number,
  { asOf, definitions, views }: Omit<Batch, 'batch'> & { readonly definitions: string },
): Promise<void> {
  await transaction.query({
    sql: `update plumbline.batches
      set
        published_at = clock_timestamp(),
        ended_at = clock_timestamp(),
        as_of = $2::timestamptz,
        mode = $3,
        rows = $4,
        definitions = $5,
        views = $6::jsonb
      where batch = $1`,
    parameters: [batch, asOf, modeOf(views), rowsOf(views), definitions, JSON.stringify(views)],
  })
  await transaction.query({
    sql: 'delete from plumbline.batches where batch <= $1',
    parameters: [batch - keptBatches],
  })
}

/** The history is long enough for a month of refreshes every hour. */
const keptBatches = 750

/** Records why a refresh failed. Its transaction was rolled back, so this is another one. */
export async function failBatch(engine: Engine, batch: number, error: unknown): Promise<void> {
  await engine.transaction((transaction) =>
    transaction.query({
      sql: 'update plumbline.batches set ended_at = clock_timestamp(), failure = $2 where batch = $1 and ended_at is null',
      parameters: [batch, error instanceof Error ? error.message : String(error)],
    }),
  )
}

function modeOf(views: readonly ViewFill[]): string {
  if (views.every(({ how }) => how === 'unchanged')) return 'unchanged'
  return views.every(({ how }) => how === 'full') ? 'full' : 'incremental'
}

function rowsOf(views: readonly ViewFill[]): number {
  return views.reduce((sum, { rows }) => sum + rows, 0)
}
