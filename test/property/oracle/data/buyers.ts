import type { Data } from './data.ts'
import { companyOfDomain } from './domains.ts'
import { excludedCustomers } from './excluded.ts'
import { allUsers } from './user-accounts.ts'
import { first, remembered } from '../memo.ts'
import { domainOf, mailOf, stitchingOf } from './stitching.ts'
import { accountOf, workspacesOf } from './workspaces.ts'

/** A billing customer: its account, and the person who pays. */
export interface Payer {
  readonly account: string
  /** The payer, where the payer is a user. */
  readonly user: string | null
  readonly mail: string | null
  readonly workspace: string | null
}

/** The account of each billing customer. */
export const buyersOf: (data: Data) => ReadonlyMap<string, string> = remembered(
  (data) => new Map([...payersOf(data)].map(([customer, { account }]) => [customer, account])),
)

/** Every billing customer that counts, by id. */
export const payersOf: (data: Data) => ReadonlyMap<string, Payer> = remembered((data) => {
  const people = stitchingOf(data)
  const customers = data.billing_customers ?? []
  const counting = customers.filter(({ customer_id }) => !excludedCustomers(data).has(customer_id))
  const registered = counting.map((customer) => {
    const address = mailOf({ email: customer.payer_email })
    const byId = customer.payer_user_id === null ? null : people.ofUserId(customer.payer_user_id)
    const workspace =
      customer.workspace_id === null ? undefined : workspacesOf(data).get(customer.workspace_id)
    const bySight = allUsers(data).has(customer.payer_user_id ?? '') ? customer.payer_user_id : null
    const payer = allUsers(data).get(byId ?? bySight ?? personWithMail(data, address) ?? '')
    const account =
      customer.account_id ??
      (workspace === undefined ? null : accountOf(workspace)) ??
      payer?.account ??
      companyOfDomain(data)(domainOf(address))?.company ??
      `customer:${customer.customer_id}`
    return [
      customer.customer_id,
      {
        account,
        user: payer?.id ?? null,
        mail: address,
        workspace: customer.workspace_id,
      },
    ] as const
  })
  const known = new Set(customers.map(({ customer_id }) => customer_id))
  const billed = (data.invoices ?? []).filter(
    ({ status, total }) => !['draft', 'void'].includes(status.toLowerCase()) && total !== 0,
  )
  const unregistered = [...(data.subscription_periods ?? []), ...billed]
    .filter(({ customer_id }) => !known.has(customer_id))
    .map(({ customer_id }) => {
      const account = `customer:${customer_id}`
      return [customer_id, { account, user: null, mail: null, workspace: null }] as const
    })
  return new Map([...registered, ...unregistered])
})

/** The user with a mail address. */
export function personWithMail(data: Data, address: string | null): string | null {
  if (address === null) return null
  const ids = [...allUsers(data).keys()].filter((id) => {
    const [registration] = stitchingOf(data).registrations.get(id) ?? []
    return registration !== undefined && mailOf(registration) === address
  })
  return first(ids, (id) => id) ?? null
}
