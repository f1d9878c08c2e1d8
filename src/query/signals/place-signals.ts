import { bind, sql, type Sql } from '../../semantic/sql/text/fragment.ts'
import type { Runtime } from '../runtime.ts'
import type { ReadFeed } from './read-feed.ts'
import { beforeRecord, readSignalCursor, toMomentCursor } from './signal-cursor.ts'

/** Signals in the order in which a reader with a cursor misses none. */
export interface PlacedSignals {
  /** The signals as `placed`: their columns and their batch, given their relation. */
  readonly from: (feed: Sql) => Sql
  /** The condition that a signal comes after the cursor, if there is one. */
  readonly where: Sql
  readonly order: Sql
}

const columns = ['account_key', 'subject', 'severity', 'act_by', 'closed_at', 'evidence']

/**
 * The order of the newest feed: by the batch that published a signal first, then by detection. What becomes known later
 * comes after every cursor, also when it is detected in the past.
 *
 * A feed that is computed, as of another moment for example, has no batches: its order is that of detection. Its cursors
 * keep the batch of the one that they continue, so that a reader who returns to the newest feed has not passed anything.
 *
 * @throws PlumblineError `BAD_CURSOR`
 */
export function placeSignals(
  { isRecorded, isDistributed }: Pick<ReadFeed, 'isRecorded' | 'isDistributed'>,
  after: string | undefined,
): PlacedSignals {
  const place = after === undefined ? null : readSignalCursor(after)
  const batch = bind(place?.batch ?? beforeRecord, 'bigint')
  const order = isRecorded ? sql`batch, ${byDetection}` : byDetection
  const seen =
    place &&
    sql`${bind(place.detected_at, 'text::timestamptz')}, ${bind(place.signal, 'text')}, ${bind(place.subject_key, 'text')}`
  return {
    order,
    where:
      seen === null
        ? sql``
        : sql`
where (${order}) > (${isRecorded ? sql`${batch}, ${seen}` : seen})`,
    from: (feed) =>
      isRecorded
        ? sql`(
  select recorded.batch, recorded.detected_at, recorded.signal, recorded.subject_key, ${sql.raw(columns.map((name) => `feed.${name}`).join(', '))}
  from plumbline.signal_batches as recorded
  inner join ${isDistributed ? sql`(select * from ${feed} offset 0) as feed` : feed}
    on recorded.signal = feed.signal
    and recorded.subject_key = feed.subject_key
    and recorded.detected_at = feed.detected_at
) as placed`
        : sql`(select ${batch} as batch, * from ${feed}) as placed`,
  }
}

const byDetection = sql.raw('detected_at, signal collate "C", subject_key collate "C"')

/** The cursor after everything that is known now; undefined without data, which the feed then rejects. */
export async function endOfFeed(runtime: Runtime): Promise<string | undefined> {
  const { parameters, signalsRecorded = false } = await runtime.state()
  if (parameters.as_of === null) return undefined
  const [row] = signalsRecorded
    ? await runtime.engine.query<{ batch: string | null }>({
        sql: 'select max(batch)::text as batch from plumbline.signal_batches',
        parameters: [],
      })
    : []
  return toMomentCursor(row?.batch ?? beforeRecord, parameters.as_of)
}
