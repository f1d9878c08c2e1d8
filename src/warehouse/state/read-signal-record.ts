import { signalFeed } from '../../catalog/signals/feed-name.ts'
import type { Engine } from '../engine/engine.ts'
import type { Relations } from '../release/deployed/read-relations.ts'

/** Whether the batch is recorded in which each stored signal was published first: a batch filled the feed, with a record. */
export async function readSignalRecord(engine: Engine, present: Relations): Promise<boolean> {
  if (!present.has('plumbline.signal_batches')) return false
  const [row] = await engine.query<{ is_recorded: boolean }>({
    sql: `select coalesce(bool_or(filled_at = refreshed_at), false) as is_recorded
      from plumbline.deployed_views where name = $1`,
    parameters: [signalFeed],
    isRepeated: true,
  })
  return row?.is_recorded === true
}
