import { signalFeed } from '../../../catalog/signals/feed-name.ts'
import type { Engine } from '../../engine/engine.ts'
import { relationExists } from '../../engine/relation-exists.ts'
import type { ViewFill } from './record-batch.ts'
import { createWorkTable, workTable } from './work-tables.ts'

/**
 * Records which signals a batch was the first to publish, and forgets those that are not in the feed any more. The first
 * batch that fills the feed of a database finds what happened before anyone could follow it: that is batch 0. Deployed by
 * an earlier release, a database has no record until it is deployed again.
 */
export async function recordSignals(
  transaction: Engine,
  batch: number,
  views: readonly ViewFill[],
): Promise<void> {
  const fill = views.find(({ view }) => view === signalFeed)
  if (fill === undefined || fill.how === 'unchanged') return
  if (!(await relationExists(transaction, 'plumbline.signal_batches'))) return
  const first = (await hasBegun(transaction, batch)) ? batch : 0
  // on a distributed database, the record is on the coordinator and the feed is not
  const fresh = workTable('fresh_signals')
  const isSame = `recorded.signal = fresh.signal
        and recorded.subject_key = fresh.subject_key
        and recorded.detected_at = fresh.detected_at`
  await transaction.execute(
    [
      createWorkTable(fresh, `select distinct signal, subject_key, detected_at from ${signalFeed}`),
      `delete from plumbline.signal_batches as recorded
      where not exists (select from ${fresh} as fresh where ${isSame})`,
      `insert into plumbline.signal_batches (signal, subject_key, detected_at, batch)
      select signal, subject_key, detected_at, ${String(first)}
      from ${fresh} as fresh
      where not exists (select from plumbline.signal_batches as recorded where ${isSame})`,
      `drop table ${fresh}`,
      'analyze plumbline.signal_batches',
    ].join(';\n'),
  )
}

/** Whether an earlier batch has filled the feed, perhaps with no signal in it. */
async function hasBegun(transaction: Engine, batch: number): Promise<boolean> {
  const [row] = await transaction.query<{ has_begun: boolean }>({
    sql: `select
        exists (select from plumbline.signal_batches)
        or exists (
          select from plumbline.batches
          where published_at is not null and batch <> $1 and views @> $2::jsonb
        ) as has_begun`,
    parameters: [batch, JSON.stringify([{ view: signalFeed }])],
  })
  return row?.has_begun === true
}
