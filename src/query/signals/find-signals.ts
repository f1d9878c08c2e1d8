import { compileSql } from '../../semantic/sql/text/compile-sql.ts'
import { bind, sql } from '../../semantic/sql/text/fragment.ts'
import type { QueryOptions } from '../../warehouse/engine/engine.ts'
import type { Runtime } from '../runtime.ts'
import { placeSignals } from './place-signals.ts'
import { readFeed, type ReadFeed } from './read-feed.ts'
import { toSignalCursor } from './signal-cursor.ts'
import type { SignalRow, SignalsPage, SignalsRequest } from './signals-request.ts'

/**
 * A page of the feed of signals, in the order in which they became known: a reader that keeps its last cursor misses
 * none. With `asOf` it is the feed as it was at that moment, by detection: the same for ever, as long as no record arrives
 * that says it was received before.
 *
 * @throws PlumblineError `FORBIDDEN` when the caller is not granted signals; `BAD_REQUEST` for an unknown signal, with
 * the known ones; `BAD_CURSOR`
 */
export async function findSignals(
  runtime: Runtime,
  request: SignalsRequest,
  options: QueryOptions = {},
): Promise<SignalsPage> {
  const feed = await readFeed(runtime, request)
  const { from, where, order } = placeSignals(feed, request.after)
  const statement = feed.select(
    (signals) => sql`select ${columns}
from ${from(signals)}${where}
order by ${order}
limit ${bind(request.first + 1, 'bigint')}`,
  )
  return toPage(feed, request, await runtime.engine.query<PlacedRow>(compileSql(statement), options))
}

/**
 * The pages of several accounts, in one statement: the first signals of each, by detection.
 *
 * @throws PlumblineError as for one page
 */
export async function findSignalsOfAccounts(
  runtime: Runtime,
  accounts: readonly string[],
  request: Omit<SignalsRequest, 'accounts'>,
  options: QueryOptions = {},
): Promise<readonly SignalsPage[]> {
  const feed = await readFeed(runtime, { ...request, accounts })
  const { from, where, order } = placeSignals({ ...feed, isRecorded: false }, request.after)
  const statement = feed.select(
    (signals) => sql`select ${columns}
from (select *, row_number() over (partition by account_key order by ${order}) as place from ${from(signals)}${where}) as numbered
where place <= ${bind(request.first + 1, 'bigint')}
order by ${order}`,
  )
  const rows = await runtime.engine.query<PlacedRow>(compileSql(statement), options)
  const ofAccount = new Map<string, PlacedRow[]>(accounts.map((account) => [account, []]))
  for (const row of rows) ofAccount.get(row.account_key)?.push(row)
  return accounts.map((account) => toPage(feed, request, ofAccount.get(account) ?? []))
}

const columns = sql.raw(
  'batch, account_key, signal, subject, subject_key, severity, act_by, detected_at, closed_at, evidence',
)

type PlacedRow = SignalRow & { readonly batch: string }

/** The page of the rows that were found: one more than requested when there is a next page. */
function toPage(
  { asOf, unavailable }: ReadFeed,
  { first, after }: SignalsRequest,
  found: readonly PlacedRow[],
): SignalsPage {
  const placed = found.slice(0, first)
  return {
    rows: placed.map(({ batch: _batch, ...row }) => row),
    cursors: placed.map(toSignalCursor),
    hasNextPage: found.length > first,
    hasPreviousPage: after !== undefined,
    asOf,
    unavailable,
  }
}
