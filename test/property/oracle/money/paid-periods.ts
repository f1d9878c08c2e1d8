import { buyersOf } from '../data/buyers.ts'
import { day, firstInstant, floor, plus, wallClock } from '../question/clock.ts'
import { contractsOf } from './contracts.ts'
import type { Data } from '../data/data.ts'
import { paidItemPeriods, recurringPeriods, type Period } from './recurring.ts'
import type { Settings } from '../question/settings.ts'

/** An invoice: the requested amount and its payment. */
interface Bill {
  readonly account: string | undefined
  readonly subscription: string
  readonly issuedAt: number
  /** The end of the grace period; infinite without a limit. */
  readonly graceUntil: number
  readonly paidAt: number
  readonly from: number
  /** Null: until the next invoice begins. */
  readonly to: number | null
  readonly subtotal: number
}

/** A period that is paid for. */
export interface PaidPeriod {
  readonly from: number
  readonly to: number
}

/** Whether a subscription is paid for at an instant, as known at another. */
type IsPaid = (account: string, subscription: string, at: number, known: number) => boolean

const longestInterval = { day: 1, week: 7, month: 31, quarter: 92, year: 366 }

const endOf = ({ ended_at }: Period): number => (ended_at === null ? Infinity : Date.parse(ended_at))

/** The paid periods of each item, as known at an instant. */
export function paidPeriods(
  data: Data,
  settings: Settings,
  known: number,
): readonly { readonly item: Period; readonly account: string; readonly period: PaidPeriod }[] {
  const bills = billsOf(data, settings)
  const isPaid = judge(data, bills)
  const counted = settings.options.usage_revenue === 'exclude' ? recurringPeriods : paidItemPeriods
  return counted(data).flatMap((item) => {
    const account = buyersOf(data).get(item.customer_id) ?? ''
    if (isUnpaidAddition(data, settings, bills, item, known)) return []
    const turns = bills
      .filter(({ subscription }) => subscription === item.subscription_id)
      .flatMap(({ from, to }) => [from, to ?? Infinity])
    return periodsWhere(Date.parse(item.started_at), endOf(item), turns, (at) =>
      isPaid(account, item.subscription_id, at, known),
    ).map((period) => ({ item, account, period }))
  })
}

/** Whether an item was added to a running subscription and its first charge is overdue. */
function isUnpaidAddition(
  data: Data,
  settings: Settings,
  bills: readonly Bill[],
  item: Period,
  known: number,
): boolean {
  const dayOf = (at: number) => floor(wallClock(at, settings.zone), 'day', settings)
  const startsOn = ({ started_at }: Period) => dayOf(Date.parse(started_at))
  const account = buyersOf(data).get(item.customer_id)
  const siblings = recurringPeriods(data).filter(
    (one) => one.subscription_id === item.subscription_id && buyersOf(data).get(one.customer_id) === account,
  )
  const firstDay = (periods: readonly Period[]) => Math.min(...periods.map(startsOn))
  const addedOn = (id: Period['item_id']) => firstDay(siblings.filter(({ item_id }) => item_id === id))
  const on = addedOn(item.item_id)
  const isAdded = (id: Period['item_id']) =>
    addedOn(id) === on &&
    !siblings.some(
      (other) => other.item_id !== id && other.ended_at !== null && dayOf(Date.parse(other.ended_at)) === on,
    )
  if (on === firstDay(siblings) || !isAdded(item.item_id)) return false
  const price = siblings
    .filter((one) => startsOn(one) === on && isAdded(one.item_id))
    .reduce((sum, { amount }) => sum + amount, 0)
  const own = bills.filter((bill) => bill.account === account && bill.subscription === item.subscription_id)
  const charges = own.filter(({ from, subtotal }) => dayOf(from) === on && subtotal <= price)
  const firstIssue = Math.min(...charges.map(({ issuedAt }) => issuedAt))
  const isOverdue = (bill: Bill) =>
    known >= bill.issuedAt &&
    known > bill.graceUntil &&
    bill.paidAt > known &&
    !own.some((later) => later.issuedAt > bill.issuedAt && later.paidAt <= known)
  const first = charges.filter(({ issuedAt }) => issuedAt === firstIssue)
  return first.length > 0 && first.every(isOverdue)
}

/** The periods in which a contract is the only source of an account's revenue: billing has no priced item. */
export function contractPeriods(
  data: Data,
  settings: Settings,
): readonly {
  readonly id: string
  readonly account: string
  readonly arr: number
  readonly period: PaidPeriod
}[] {
  const priced = recurringPeriods(data).filter(({ amount }) => amount > 0)
  return contractsOf(data).flatMap(({ id, account, arr, from, until }) => {
    const own = priced.filter(({ customer_id }) => buyersOf(data).get(customer_id) === account)
    const turns = own.flatMap((item) => [Date.parse(item.started_at), endOf(item)])
    return periodsWhere(
      firstInstant(from, settings.zone),
      firstInstant(plus(until, 1, 'day'), settings.zone),
      turns,
      (at) => !own.some((item) => Date.parse(item.started_at) <= at && endOf(item) > at),
    ).map((period) => ({ id, account, arr, period }))
  })
}

/** The periods between two instants in which a condition holds; it changes only at the given instants. */
function periodsWhere(
  from: number,
  to: number,
  turns: readonly number[],
  holds: (at: number) => boolean,
): readonly PaidPeriod[] {
  const moments = [from, ...turns.filter((at) => at > from && at < to).sort((a, b) => a - b), to]
  const periods: PaidPeriod[] = []
  for (const [index, start] of moments.slice(0, -1).entries()) {
    const end = moments[index + 1] ?? to
    if (end <= start || !holds(start)) continue
    const last = periods.at(-1)
    if (last?.to === start) periods.splice(-1, 1, { from: last.from, to: end })
    else periods.push({ from: start, to: end })
  }
  return periods
}

function billsOf(data: Data, settings: Settings): readonly Bill[] {
  const { options, zone } = settings
  return (data.invoices ?? [])
    .filter(({ status, total }) => !['draft', 'void'].includes(status.toLowerCase()) && total > 0)
    .flatMap((invoice): Bill[] => {
      if (invoice.subscription_id === null) return []
      const account = buyersOf(data).get(invoice.customer_id)
      const issuedAt = Date.parse(invoice.issued_at)
      const today = floor(wallClock(issuedAt, zone), 'day', settings)
      const isOfContract = contractsOf(data).some(
        (contract) => contract.account === account && contract.from <= today && contract.until >= today,
      )
      const grace = isOfContract ? options.contract_past_due_grace_days : options.past_due_grace_days
      const due =
        invoice.due_at === null ? issuedAt + options.payment_terms_days * day : Date.parse(invoice.due_at)
      const from = invoice.period_start === null ? issuedAt : Date.parse(invoice.period_start)
      const to = invoice.period_end === null ? null : Date.parse(invoice.period_end)
      return [
        {
          account,
          subscription: invoice.subscription_id,
          issuedAt,
          graceUntil: grace === null ? Infinity : due + grace * day,
          paidAt: paidAt(invoice, issuedAt),
          from,
          to: to !== null && to > from ? to : null,
          subtotal: invoice.subtotal,
        },
      ]
    })
}

/** An uncollectible invoice is never paid; a payment is not known before the invoice exists. */
function paidAt(
  { status, paid_at }: { readonly status: string; readonly paid_at: string | null },
  issuedAt: number,
): number {
  if (status === 'uncollectible') return Infinity
  if (paid_at !== null) return Math.max(Date.parse(paid_at), issuedAt)
  return status.toLowerCase() === 'paid' ? issuedAt : Infinity
}

function judge(data: Data, all: readonly Bill[]): IsPaid {
  return function isPaid(account, subscription, at, known): boolean {
    const bills = all.filter(
      (bill) => bill.account === account && bill.subscription === subscription && bill.issuedAt <= known,
    )
    // paid, or settled by a later paid invoice
    const isSettled = (bill: Bill) =>
      bill.paidAt <= known || bills.some((later) => later.issuedAt > bill.issuedAt && later.paidAt <= known)
    const isOpen = (bill: Bill) => known <= bill.graceUntil
    const endsAt = (bill: Bill) =>
      bill.to ?? Math.min(...bills.map(({ from }) => from).filter((from) => from > bill.from))
    const begun = bills.filter(({ from }) => from <= at)
    if (begun.length === 0) {
      const firstFrom = Math.min(...bills.map(({ from }) => from))
      const firstCharge = bills.filter(({ from }) => from === firstFrom)
      return (
        firstFrom > firstBilledUntil(data, account, subscription) ||
        firstCharge.some((bill) => isSettled(bill) || isOpen(bill))
      )
    }
    const covering = begun.filter((bill) => endsAt(bill) > at)
    const lastEnd = Math.max(...begun.map(endsAt))
    const deciding = covering.length > 0 ? covering : begun.filter((bill) => endsAt(bill) === lastEnd)
    if (deciding.some(isSettled)) return true
    if (!deciding.some(isOpen)) return false
    // within the grace period, the state before the invoice continues
    const turns = begun.flatMap((bill) => [bill.from, endsAt(bill)]).filter((turn) => turn <= at)
    return isPaid(account, subscription, Math.max(...turns) - 1, known)
  }
}

/** The end of a subscription's first billing interval; infinite without items. */
function firstBilledUntil(data: Data, account: string, subscription: string): number {
  return Math.min(
    ...recurringPeriods(data)
      .filter(
        (item) => item.subscription_id === subscription && buyersOf(data).get(item.customer_id) === account,
      )
      .map(
        (item) =>
          Date.parse(item.started_at) + longestInterval[item.interval] * (item.interval_count ?? 1) * day,
      ),
  )
}
