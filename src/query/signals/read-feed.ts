import { signalFeed } from '../../catalog/signals/feed-name.ts'
import { closest } from '../../closest.ts'
import { PlumblineError } from '../../errors.ts'
import { checkEntityAccess, checkSingleAccounts } from '../../policy/access.ts'
import { selectFromView } from '../../semantic/compile/view-query.ts'
import { checkTexts } from '../../semantic/model/request/check-texts.ts'
import { reusableViews } from '../../semantic/plan/draft/reusable-views.ts'
import { noDataReason } from '../../semantic/parameters/resolve-parameters.ts'
import { allOf, bind, none, sql, type Sql } from '../../semantic/sql/text/fragment.ts'
import { toInstant } from '../../semantic/time/calendar.ts'
import type { Runtime } from '../runtime.ts'
import { signalViews, unavailableSignals } from './available-signals.ts'
import type { SignalsRequest, UnavailableSignal } from './signals-request.ts'

/** The part of the feed that a request asks for, as far as the caller may see it. */
export interface ReadFeed {
  /** Signals known later are excluded. */
  readonly asOf: string
  /** The requested signals that cannot be detected with the loaded data; none of them is in the feed. */
  readonly unavailable: readonly UnavailableSignal[]
  /** Whether it is the newest feed, and it is recorded which batch published each of its signals first. */
  readonly isRecorded: boolean
  readonly isDistributed: boolean
  /** A statement over its rows, given their relation; it can be a part of another statement. */
  readonly select: (statement: (feed: Sql) => Sql) => Sql
}

/** What a request asks for, whichever page of it. */
type FeedRequest = Omit<SignalsRequest, 'first' | 'after'>

/**
 * Checks a request, and finds the signals that it asks for.
 *
 * @throws PlumblineError `FORBIDDEN` when the caller is not granted signals; `BAD_REQUEST` for an unknown signal, with
 * the known ones
 */
export async function readFeed(runtime: Runtime, request: FeedRequest): Promise<ReadFeed> {
  const { catalog, access } = runtime
  checkEntityAccess(access, 'signals')
  checkSingleAccounts(access, 'signals', 'a signal')
  checkTexts('signals', request.signals ?? [])
  checkNames(request.signals ?? [], [...signalViews(catalog).keys()])
  const state = await runtime.state()
  const { time_zone: timeZone, as_of: newest } = state.parameters
  if (newest === null)
    throw new PlumblineError('METRIC_UNAVAILABLE', noDataReason(state), { subject: 'asOf' })
  const asOf = toInstant(request.asOf ?? newest, timeZone)
  const parameters = { ...state.parameters, as_of: asOf }
  const unavailable = unavailableSignals(catalog, state)
  const left = unavailable.map(({ signal }) => signal)
  const conditions = [
    ...conditionsOf(request, timeZone),
    ...(left.length === 0 ? [] : [sql`not (signal = any (${bind(left, 'text[]')}))`]),
  ]
  const where = conditions.length === 0 ? none : sql` where ${allOf(conditions)}`
  const stored = reusableViews(catalog, state, parameters)
  const isDistributed = state.distributed === true
  const viewState = {
    parameters,
    stored,
    permitted: access.accounts,
    distributed: isDistributed,
  }
  return {
    asOf,
    unavailable: unavailable.filter(
      ({ signal }) => request.signals === undefined || request.signals.includes(signal),
    ),
    // the feed as of a moment is the same for ever, in the order of detection
    isRecorded: request.asOf === undefined && state.signalsRecorded === true && stored.has(signalFeed),
    isDistributed,
    select: (statement) =>
      selectFromView(catalog, signalFeed, viewState, (relation) =>
        statement(sql`(select * from ${sql.raw(relation)}${where}) as feed`),
      ),
  }
}

function conditionsOf(request: FeedRequest, timeZone: string): readonly Sql[] {
  const { since, until, signals, severities, actBy, accounts, isOpen } = request
  const oneOf = (column: string, values: readonly string[] | undefined) => {
    if (values === undefined) return []
    checkTexts(column, values)
    return [sql`${sql.id(column)} = any (${bind(values, 'text[]')})`]
  }
  return [
    ...(since === undefined
      ? []
      : [sql`detected_at >= ${bind(toInstant(since, timeZone, 'since'), 'text::timestamptz')}`]),
    ...(until === undefined
      ? []
      : [sql`detected_at < ${bind(toInstant(until, timeZone, 'until'), 'text::timestamptz')}`]),
    ...oneOf('signal', signals),
    ...oneOf('severity', severities),
    ...oneOf('act_by', actBy),
    ...oneOf('account_key', accounts),
    ...(isOpen === undefined ? [] : [isOpen ? sql`closed_at is null` : sql`closed_at is not null`]),
  ]
}

function checkNames(names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new PlumblineError('BAD_REQUEST', `There is no signal ${unknown}.`, {
    subject: unknown,
    suggestions: closest(unknown, known),
    valid: known,
  })
}
