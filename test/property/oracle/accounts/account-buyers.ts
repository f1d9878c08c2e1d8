import { accountAttributes } from '../data/attributes.ts'
import { personWithMail } from '../data/buyers.ts'
import type { Data } from '../data/data.ts'
import { companyOfDomain } from '../data/domains.ts'
import { domainOf, mailOf, stitchingOf } from '../data/stitching.ts'
import { allUsers } from '../data/user-accounts.ts'
import type { Fact } from '../fact.ts'
import { grouped } from '../memo.ts'
import { day, firstInstant } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { customerMonths } from './customers.ts'
import { least, monthEnds } from './month-ends.ts'
import { lastActiveDay } from './seats.ts'
import { userSpans } from './user-spans.ts'

interface Buyer {
  readonly account: string
  readonly month: number
  readonly user: string | null
  readonly mail: string | null
}

/** Buyers by account and month, each person once. */
function buyersByMonth(data: Data, settings: Settings): ReadonlyMap<string, readonly Buyer[]> {
  const customers = customerMonths(data, settings)
  const paying = customers.map(({ account, month, payer }) => ({
    account,
    month,
    user: payer?.user ?? null,
    mail: payer?.mail ?? null,
  }))
  const since = least(customers.map(({ month }) => month))
  const ends = Number.isFinite(since) ? monthEnds(settings, firstInstant(since, settings.zone)) : []
  const inCrm = contactBuyers(data, settings).flatMap((contact) =>
    ends.map(({ month }) => ({ ...contact, month })),
  )
  const known = [...paying, ...inCrm].filter(({ user, mail }) => user !== null || mail !== null)
  const people = grouped(known, ({ account, month, user, mail }) =>
    JSON.stringify([account, month, user === null ? { mail } : { user }]),
  )
  const spans = userSpans(data)
  const once = [...people.values()].flatMap(([one]): readonly Buyer[] => {
    if (one === undefined) return []
    const [end] = monthEnds(settings, firstInstant(one.month, settings.zone))
    const span = spans.get(one.user ?? '')
    const wasUser = span !== undefined && end?.isWithin(span.from, span.to) === true
    return [{ ...one, user: wasUser ? one.user : null }]
  })
  return grouped(once, ({ account, month }) => JSON.stringify([account, month]))
}

/** Contacts in the CRM with a buyer role and an account. */
function contactBuyers(data: Data, { options }: Settings) {
  const people = stitchingOf(data)
  return (data.contacts ?? []).flatMap((contact) => {
    const mail = mailOf(contact)
    const id = contact.user_id
    const named = id === null ? undefined : allUsers(data).get(people.ofUserId(id) ?? id)
    const account =
      contact.account_id ?? named?.account ?? companyOfDomain(data)(domainOf(mail))?.company ?? null
    const isBuyer = options.buyer_roles.includes((contact.buyer_role ?? '').toLowerCase())
    return isBuyer && account !== null
      ? [{ account, user: named?.id ?? personWithMail(data, mail), mail }]
      : []
  })
}

/** Whether buyers of an account use the product, by account and month. */
export function buyerClassOf(
  data: Data,
  settings: Settings,
): (account: string, month: number) => string | null {
  const all = buyersByMonth(data, settings)
  return (account, month) => {
    const buyers = all.get(JSON.stringify([account, month])) ?? []
    if (buyers.length === 0) return null
    if (buyers.every(({ user }) => user === null)) return 'separate'
    return buyers.length === 1 ? 'same' : 'overlap'
  }
}

/** The buyers of each account by month. */
export function accountBuyerFacts(data: Data, settings: Settings): readonly Fact[] {
  const lastActive = lastActiveDay(data, settings)
  const classOf = buyerClassOf(data, settings)
  return [...buyersByMonth(data, settings).values()].flatMap((buyers) => {
    const [one] = buyers
    if (one === undefined) return []
    const { account, month } = one
    const [end] = monthEnds(settings, firstInstant(month, settings.zone))
    const lastDay = end?.lastDay ?? 0
    const isRecent = ({ user }: Buyer) =>
      user !== null &&
      (lastDay - lastActive(account, user, lastDay)) / day < settings.options.active_seat_window_days
    return [
      {
        at: month,
        attributes: { buyer_class: classOf(account, month), ...accountAttributes(data, account) },
        numbers: {
          buyers: buyers.length,
          users: buyers.filter(({ user }) => user !== null).length,
          inactive: buyers.filter((buyer) => !isRecent(buyer)).length,
        },
      },
    ]
  })
}
