import DataLoader from 'dataloader'
import type { View } from '../catalog/catalog.ts'
import { checkEntityAccess, checkMetricAccess, checkSingleAccounts } from '../policy/access.ts'
import type { Runtime } from '../query/runtime.ts'
import { compileViewQuery, selectFromView, type ViewState } from '../semantic/compile/view-query.ts'
import { unavailable } from '../semantic/model/missing-tables.ts'
import { noDataReason } from '../semantic/parameters/resolve-parameters.ts'
import { checkViewAvailability } from '../semantic/plan/checks/availability.ts'
import { reusableViews } from '../semantic/plan/draft/reusable-views.ts'
import { bind, sql, type Sql } from '../semantic/sql/text/fragment.ts'
import type { QueryOptions } from '../warehouse/engine/engine.ts'
import { batchBy } from './fetch/batch-by.ts'

/** The parts of an account page: views in `sql/pages/`, and the metrics that a caller must be granted to see them. */
export const accountParts = {
  account_health: ['health_score'],
  account_segment: ['accounts_by_segment'],
  account_revenue: ['mrr'],
  account_seats: ['seat_penetration', 'seat_utilisation'],
  account_people: ['active_users', 'buyers'],
  account_contracts: ['workspaces_at_limit', 'consumption_pace', 'renewals_due_arr'],
} as const

export type AccountPartName = keyof typeof accountParts

/** A part of the page of one account: the columns of its view, when it was true, and what defines it. */
export type AccountPart = Readonly<Record<string, unknown>> & {
  readonly asOf: string
  readonly definitionHash: string
}

interface AccountPartKey {
  readonly part: AccountPartName
  readonly accountKey: string
}

/** Parts of account pages: one statement per part, for all accounts of one tick; null for accounts without a row. */
export function findAccountParts(
  runtime: Runtime,
  options: QueryOptions,
): DataLoader<AccountPartKey, AccountPart | null, string> {
  return new DataLoader<AccountPartKey, AccountPart | null, string>(
    (keys) =>
      batchBy(
        keys,
        ({ part }) => part,
        (part, group) =>
          findPart(
            runtime,
            part,
            group.map(({ accountKey }) => accountKey),
            options,
          ),
      ),
    { cacheKeyFn: JSON.stringify },
  )
}

/**
 * The view of a part, and the state in which it can be read.
 *
 * @throws PlumblineError `FORBIDDEN` when the caller may not see the part; `METRIC_UNAVAILABLE`, `CONTRACT_BROKEN` or
 * the code of a failing guard when it cannot be known
 */
export async function checkPart({ catalog, access, ...runtime }: Runtime, part: AccountPartName) {
  checkEntityAccess(access, 'accounts')
  for (const metric of accountParts[part]) checkMetricAccess(access, metric)
  checkSingleAccounts(access, part, 'a part of an account page')
  const view = catalog.views.get(`pages.${part}`)
  if (view === undefined) throw new Error(`There is no view pages.${part}`)
  const state = await runtime.state()
  checkViewAvailability(catalog, view, state)
  const { as_of: asOf } = state.parameters
  if (asOf === null) throw unavailable(state, noDataReason(state), { subject: part })
  return { view, state, asOf }
}

/** The rows of a part for all accounts, as a relation of another statement: stored, or computed where they are not. */
export async function partRelation(runtime: Runtime, part: AccountPartName): Promise<Sql> {
  const { view, state } = await readablePart(runtime, part)
  const rows = selectFromView(
    runtime.catalog,
    view.name,
    state,
    (relation) => sql`select * from ${sql.raw(relation)}`,
  )
  return sql`(${rows})`
}

async function readablePart(
  runtime: Runtime,
  part: AccountPartName,
): Promise<{ readonly view: View; readonly state: ViewState; readonly asOf: string }> {
  const { view, state, asOf } = await checkPart(runtime, part)
  const parameters = { ...state.parameters, as_of: asOf }
  return {
    view,
    asOf,
    state: {
      parameters,
      stored: reusableViews(runtime.catalog, state, parameters),
      permitted: runtime.access.accounts,
      distributed: state.distributed === true,
    },
  }
}

async function findPart(
  runtime: Runtime,
  part: AccountPartName,
  accountKeys: readonly string[],
  options: QueryOptions,
): Promise<readonly (AccountPart | null)[]> {
  const { catalog, engine } = runtime
  const { view, asOf, state } = await readablePart(runtime, part)
  const statement = compileViewQuery(
    catalog,
    view.name,
    state,
    (relation) =>
      sql`select * from ${sql.raw(relation)} where account_key = any (${bind(accountKeys, 'text[]')})`,
  )
  const rows = await engine.query<Record<string, unknown> & { readonly account_key: string }>(
    statement,
    options,
  )
  const found = new Map(rows.map((row) => [row.account_key, row]))
  return accountKeys.map((accountKey) => {
    const row = found.get(accountKey)
    return row === undefined ? null : { ...row, asOf, definitionHash: view.hash }
  })
}
