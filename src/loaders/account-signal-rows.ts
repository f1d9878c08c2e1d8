import type { Runtime } from '../query/runtime.ts'
import { readFeed } from '../query/signals/read-feed.ts'
import type { SignalsRequest } from '../query/signals/signals-request.ts'
import { checkViewAvailability } from '../semantic/plan/checks/availability.ts'
import { signalViews } from '../query/signals/available-signals.ts'
import { sql, type Sql } from '../semantic/sql/text/fragment.ts'

/** Which signals an account must have, at least one of them. */
export type SignalsAsked = Pick<SignalsRequest, 'signals' | 'isOpen'>

/**
 * The keys of accounts with one of these signals, as a select of `account_key`.
 *
 * @throws PlumblineError as for the feed; `METRIC_UNAVAILABLE`, `CONTRACT_BROKEN` or the code of a failing guard when a
 * named signal cannot be detected: no account would seem to have it
 */
export async function accountsWithSignals(runtime: Runtime, asked: SignalsAsked): Promise<Sql> {
  const feed = await readFeed(runtime, asked)
  const views = signalViews(runtime.catalog)
  const state = await runtime.state()
  for (const signal of asked.signals ?? []) {
    const view = views.get(signal)
    if (view !== undefined) checkViewAvailability(runtime.catalog, view, state)
  }
  return feed.select((signals) => sql`select account_key from ${signals}`)
}

/** When the latest open signal of each account was detected, as a relation of another statement. */
export async function latestOpenSignals(runtime: Runtime): Promise<Sql> {
  const feed = await readFeed(runtime, { isOpen: true })
  const rows = feed.select(
    (signals) =>
      sql`select account_key, max(detected_at) as latest_signal_at from ${signals} group by account_key`,
  )
  return sql`(${rows})`
}
