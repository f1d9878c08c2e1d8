import type { View } from '../../catalog/catalog.ts'
import type { Plan } from '../model/plan.ts'
import { sql, type Sql } from './text/fragment.ts'

/**
 * The account of an actor as another column, where a distributed database needs it: rows that are grouped by it stay on
 * their node. It changes no number, because the header of the view says that an actor has one account
 * (`user_id, account_key`).
 * Empty on one server, for actors who may have several accounts, and where members are counted too.
 */
export function accountOfActor(
  {
    plan,
    view,
  }: { readonly plan: Pick<Plan, 'distributed' | 'withholding'>; readonly view: Pick<View, 'header'> },
  actor: string,
): readonly Sql[] {
  const hasOne = Object.values(view.header.entities).some(
    ([column, account, ...others]) => column === actor && account === 'account_key' && others.length === 0,
  )
  const isNeeded = plan.distributed === true && plan.withholding === undefined
  return isNeeded && hasOne ? [sql`account_key`] : []
}

/** The same as a column of `fact`. */
export function accountOfFact(...of: Parameters<typeof accountOfActor>): readonly Sql[] {
  return accountOfActor(...of).map((column) => sql`fact.${column}`)
}
