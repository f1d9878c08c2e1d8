import { signalFeed } from '../../catalog/signals/feed-view.ts'
import { closest } from '../../closest.ts'
import { PlumblineError } from '../../errors.ts'
import { checkEntityAccess, checkSingleAccounts } from '../../policy/access.ts'
import { compileViewQuery } from '../../semantic/compile/view-query.ts'
import { checkTexts } from '../../semantic/model/check-texts.ts'
import { reusableViews } from '../../semantic/plan/resolve/reusable-views.ts'
import { noDataReason } from '../../semantic/parameters/resolve-parameters.ts'
import { allOf, bind, none, sql, type Sql } from '../../semantic/sql/text/fragment.ts'
import { toInstant } from '../../semantic/time/calendar.ts'
import type { QueryOptions } from '../../warehouse/engine/engine.ts'
import type { Runtime } from '../runtime.ts'
import { signalViews, unavailableSignals } from './available-signals.ts'
import { afterSignal } from './signal-cursor.ts'
import type { SignalRow, SignalsPage, SignalsRequest } from './signals-request.ts'

/**
 * A page of the feed of signals, oldest first, as it was at a moment: with the same `asOf` it is the same for ever, as
 * long as no record arrives that says it was received before.
 *
 * @throws PlumblineError `FORBIDDEN` when the caller is not granted signals; `BAD_REQUEST` for an unknown signal, with
 * the known ones; `BAD_CURSOR`
 */
export async function findSignals(
  runtime: Runtime,
  request: SignalsRequest,
  options: QueryOptions = {},
): Promise<SignalsPage> {
  const { catalog, engine, access } = runtime
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
  const conditions = [
    ...conditionsOf(request, timeZone),
    ...(unavailable.length === 0
      ? []
      : [
          sql`not (signal = any (${bind(
            unavailable.map(({ signal }) => signal),
            'text[]',
          )}))`,
        ]),
  ]
  const statement = compileViewQuery(
    catalog,
    signalFeed,
    { parameters, stored: reusableViews(catalog, state, parameters), permitted: access.accounts },
    (
      relation,
    ) => sql`select account_key, signal, subject, subject_key, severity, act_by, detected_at, closed_at, evidence
from ${sql.raw(relation)}
${conditions.length === 0 ? none : sql`where ${allOf(conditions)}`}
order by detected_at, signal collate "C", subject_key collate "C"
limit ${bind(request.first + 1, 'bigint')}`,
  )
  const found = await engine.query<SignalRow>(statement, options)
  return {
    rows: found.slice(0, request.first),
    hasNextPage: found.length > request.first,
    hasPreviousPage: request.after !== undefined,
    asOf,
    unavailable: unavailable.filter(
      ({ signal }) => request.signals === undefined || request.signals.includes(signal),
    ),
  }
}

function conditionsOf(request: SignalsRequest, timeZone: string): readonly Sql[] {
  const { since, until, after, signals, severities, actBy, accounts, isOpen } = request
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
    ...(after === undefined ? [] : [afterSignal(after)]),
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
