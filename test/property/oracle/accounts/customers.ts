import { payersOf, type Payer } from '../data/buyers.ts'
import type { Data } from '../data/data.ts'
import { grouped } from '../memo.ts'
import { activeItems, money } from '../money/subscriptions.ts'
import type { Settings } from '../question/settings.ts'

/** A paying customer at the end of a month. */
export interface CustomerMonth {
  readonly account: string
  readonly month: number
  readonly customer: string
  /** Unknown for a contract that billing does not know. */
  readonly payer: Payer | null
  readonly mrr: number
  /** Zero when unknown. */
  readonly seats: number
}

/** The different people among payers, each once; unknown payers do not count. */
export function peopleAmong(payers: readonly (Payer | null)[]): readonly Payer[] {
  const known = payers.flatMap((payer) => payer ?? []).filter(({ user, mail }) => (user ?? mail) !== null)
  const people = grouped(known, ({ user, mail }) => JSON.stringify(user === null ? { mail } : { user }))
  return [...people.values()].flatMap(([one]) => one ?? [])
}

/** Every customer with revenue above zero, by month. */
export function customerMonths(data: Data, settings: Settings): readonly CustomerMonth[] {
  const items = grouped(activeItems(data, settings), ({ account, month, customer }) =>
    JSON.stringify([account, month, customer]),
  )
  return [...items.values()].flatMap((own): readonly CustomerMonth[] => {
    const [one] = own
    const mrr = money(own.reduce((sum, { worth }) => sum + worth, 0))
    if (one === undefined || mrr <= 0) return []
    // the items of a subscription are for the same seats
    const seats = [...grouped(own, ({ subscription }) => subscription).values()].map((of) =>
      Math.max(0, ...of.filter(({ amount }) => amount > 0).map((item) => item.seats ?? 0)),
    )
    return [
      {
        account: one.account,
        month: one.month,
        customer: one.customer,
        payer: payersOf(data).get(one.customer) ?? null,
        mrr,
        seats: seats.reduce((sum, number) => sum + number, 0),
      },
    ]
  })
}
