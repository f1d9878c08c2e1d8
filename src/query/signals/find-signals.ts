import { signalFeed } from '../../catalog/signals/feed-name.ts'
import { closest } from '../../closest.ts'
import { PlumblineError } from '../../errors.ts'
import { checkEntityAccess, checkSingleAccounts } from '../../policy/access.ts'
import { compileViewQuery } from '../../semantic/compile/view-query.ts'
import { checkTexts } from '../../semantic/model/request/check-texts.ts'
import type { CompiledQuery } from '../../semantic/sql/text/compile-sql.ts'
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
  const { page, statement } = await readFeed(
    runtime,
    request,
    (feed) => sql`select ${columns}
from ${feed}
order by ${order}
limit ${bind(request.first + 1, 'bigint')}`,
  )
  return page(await runtime.engine.query<SignalRow>(statement, options))
}

/**
 * The pages of several accounts, in one statement: the first signals of each.
 *
 * @throws PlumblineError as for one page
 */
export async function findSignalsOfAccounts(
  runtime: Runtime,
  accounts: readonly string[],
  request: Omit<SignalsRequest, 'accounts'>,
  options: QueryOptions = {},
): Promise<readonly SignalsPage[]> {
  const { page, statement } = await readFeed(
    runtime,
    { ...request, accounts },
    (feed) => sql`select ${columns}
from (select *, row_number() over (partition by account_key order by ${order}) as place from ${feed}) as placed
where place <= ${bind(request.first + 1, 'bigint')}
order by ${order}`,
  )
  const rows = await runtime.engine.query<SignalRow>(statement, options)
  const ofAccount = new Map<string, SignalRow[]>(accounts.map((account) => [account, []]))
  for (const row of rows) ofAccount.get(row.account_key)?.push(row)
  return accounts.map((account) => page(ofAccount.get(account) ?? []))
}

const columns = sql.raw(
  'account_key, signal, subject, subject_key, severity, act_by, detected_at, closed_at, evidence',
)
const order = sql.raw('detected_at, signal collate "C", subject_key collate "C"')

/** Checks a request, and compiles a select over the signals that it asks for. */
async function readFeed(
  runtime: Runtime,
  request: SignalsRequest,
  select: (feed: Sql) => Sql,
): Promise<{
  readonly statement: CompiledQuery
  /** The page of the rows that were found: one more than requested when there is a next page. */
  readonly page: (found: readonly SignalRow[]) => SignalsPage
}> {
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
  const statement = compileViewQuery(
    catalog,
    signalFeed,
    {
      parameters,
      stored: reusableViews(catalog, state, parameters),
      permitted: access.accounts,
      distributed: state.distributed === true,
    },
    (relation) => {
      const where = conditions.length === 0 ? none : sql` where ${allOf(conditions)}`
      return select(sql`(select * from ${sql.raw(relation)}${where}) as feed`)
    },
  )
  const page = (found: readonly SignalRow[]): SignalsPage => ({
    rows: found.slice(0, request.first),
    hasNextPage: found.length > request.first,
    hasPreviousPage: request.after !== undefined,
    asOf,
    unavailable: unavailable.filter(
      ({ signal }) => request.signals === undefined || request.signals.includes(signal),
    ),
  })
  return { statement, page }
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
