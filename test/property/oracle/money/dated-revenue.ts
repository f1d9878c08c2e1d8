import { payersOf } from '../data/buyers.ts'
import { accountAttributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import { employerAt } from '../data/events.ts'
import { workspacesOf } from '../data/workspaces.ts'
import type { Fact } from '../fact.ts'
import { firstInstant, plus } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { activeItems } from './subscriptions.ts'

/** Recurring items at the end of each month, under the account of that moment. */
export function datedRevenueFacts(data: Data, settings: Settings): readonly Fact[] {
  const named = new Set(
    (data.billing_customers ?? [])
      .filter(
        ({ account_id, workspace_id }) =>
          account_id !== null || (workspace_id !== null && workspacesOf(data).has(workspace_id)),
      )
      .map(({ customer_id }) => customer_id),
  )
  return activeItems(data, settings).map(({ account, customer, month, worth }) => {
    const end = firstInstant(plus(month, 1, 'month'), settings.zone)
    // the last moment of the month
    const at = Math.min(end - 0.001, settings.asOf)
    const person = named.has(customer) ? null : (payersOf(data).get(customer)?.user ?? null)
    const then = employerAt(data, { person, at }) ?? account
    return {
      at: month,
      attributes: accountAttributes(data, then),
      numbers: { mrr: worth, relocated: then === account ? 0 : worth },
    }
  })
}
