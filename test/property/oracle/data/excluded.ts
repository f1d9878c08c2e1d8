import type { Data } from './data.ts'
import { allUsers } from './user-accounts.ts'
import { remembered } from '../memo.ts'
import { mailOf, stitchingOf } from './stitching.ts'
import { stitchedEvents } from './stitched-events.ts'
import { rollUp, workspacesOf } from './workspaces.ts'

/** Workspaces created by internal users and bots; no activity in them counts. */
export const excludedWorkspaces: (data: Data) => ReadonlySet<string> = remembered((data) => {
  const people = stitchingOf(data)
  const isMadeByExcluded = (maker: string | null) => {
    const person = maker === null ? null : people.ofUserId(maker)
    return person !== null && people.isExcluded(person)
  }
  return new Set(
    (data.workspaces ?? [])
      .filter(({ created_by_user_id }) => isMadeByExcluded(created_by_user_id))
      .map(({ workspace_id }) => workspace_id),
  )
})

/** Companies with excluded workspaces only: no other workspace, user, deal, contract or event. */
export const excludedAccounts: (data: Data) => ReadonlySet<string> = remembered((data) => {
  const counting = new Set([
    ...[...workspacesOf(data).values()].flatMap(({ company }) => company ?? []),
    ...stitchedEvents(data).flatMap(({ named }) => named ?? []),
    ...[...allUsers(data).values()].flatMap(({ company }) => company ?? []),
    ...[...(data.opportunities ?? []), ...(data.contracts ?? [])].map(({ account_id }) => account_id),
  ])
  return new Set(
    (data.workspaces ?? [])
      .filter(({ workspace_id }) => excludedWorkspaces(data).has(workspace_id))
      .flatMap((workspace) => rollUp(data, workspace)?.company ?? [])
      .filter((company) => !counting.has(company)),
  )
})

type Customer = NonNullable<Data['billing_customers']>[number]

/** Customers whose payer and workspace are excluded, where at least one of them is given. */
export const excludedCustomers: (data: Data) => ReadonlySet<string> = remembered((data) => {
  const people = stitchingOf(data)
  const addresses = new Set(
    (data.users ?? [])
      .filter(({ user_id }) => people.isExcluded(people.ofUserId(user_id) ?? ''))
      .flatMap((user) => mailOf(user) ?? []),
  )
  const named = (customer: Customer): readonly (boolean | null)[] => {
    const address = mailOf({ email: customer.payer_email })
    const payer = customer.payer_user_id
    return [
      payer === null ? null : people.isExcluded(people.ofUserId(payer) ?? ''),
      address === null ? null : addresses.has(address),
      customer.workspace_id === null ? null : excludedWorkspaces(data).has(customer.workspace_id),
    ]
  }
  return new Set(
    (data.billing_customers ?? [])
      .filter((customer) => {
        const known = named(customer).filter((one) => one !== null)
        const isOnlyOurs = customer.account_id === null || excludedAccounts(data).has(customer.account_id)
        return known.length > 0 && known.every(Boolean) && isOnlyOurs
      })
      .map(({ customer_id }) => customer_id),
  )
})
