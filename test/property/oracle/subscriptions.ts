import { buyersOf } from './buyers.ts'
import { day, firstInstant, floor, plus, toDay, wallClock } from './clock.ts'
import type { Data } from './data.ts'
import { first, grouped } from './memo.ts'
import type { Settings } from './settings.ts'
import { recurringPeriods, type Period } from './recurring.ts'

/** A subscription item that is live at the end of a month. */
export interface LiveItem {
  readonly account: string
  /** Whose revenue is compared from one month to the next. */
  readonly payer: string
  readonly plan: string | null
  readonly currency: string
  /** Since when it is what it is: a renewal for the same amount changes nothing. */
  readonly unchangedSince: number
  /** What it is worth a month, in its own currency and in the reporting one. */
  readonly amount: number
  readonly worth: number
  readonly month: number
}

/** Money to a hundred-millionth, so that what is equal to the cent is equal. */
export const money = (amount: number): number => Math.round(amount * 1e8) / 1e8

const intervalsAYear = { day: 365, week: 52, month: 12, quarter: 4, year: 1 }

/** Every month that has begun since the first subscription, on the wall clock. */
export function monthsBegun(
  { subscription_periods = [], contracts = [] }: Data,
  settings: Settings,
): readonly number[] {
  const starts = [
    ...subscription_periods.map(({ started_at }) => Date.parse(started_at)),
    ...contracts.map(({ start_date }) => Date.parse(start_date)),
  ]
  const months: number[] = []
  if (starts.length === 0) return months
  let month = plus(floor(Math.min(...starts), 'month', settings), -1, 'month')
  for (; firstInstant(month, settings.zone) < settings.asOf; month = plus(month, 1, 'month'))
    months.push(month)
  return months
}

/** The currency of all money, where customers pay in one and no rate leads to another. */
export function onlyCurrency(data: Data): string | null {
  const paid = recurringPeriods(data).filter(({ amount }) => amount !== 0)
  const currencies = new Set(paid.flatMap(({ currency }) => currency?.toUpperCase() ?? []))
  const [only] = currencies
  const isExchanged = data.fx_rates?.some(({ currency }) => currency.toUpperCase() === only)
  return currencies.size === 1 && only !== undefined && isExchanged !== true ? only : null
}

/** When the first began of the periods of an item that follow each other at once, for the same amount. */
export function unchangedSince(all: readonly Period[], item: Period): number {
  const worth = ({ amount, discount_amount, interval, interval_count, currency }: Period) =>
    [amount, discount_amount ?? 0]
      .map((part) => money((part * intervalsAYear[interval]) / (12 * (interval_count ?? 1))))
      .join() + (currency?.toUpperCase() ?? '')
  const own = all
    .filter(
      (one) =>
        one.customer_id === item.customer_id &&
        one.subscription_id === item.subscription_id &&
        one.item_id === item.item_id,
    )
    .sort(
      (a, b) => Date.parse(a.started_at) - Date.parse(b.started_at) || (a.period_id < b.period_id ? -1 : 1),
    )
  let since = item
  for (let index = own.indexOf(item); index > 0; index -= 1) {
    const [before, now] = [own[index - 1], own[index]]
    if (before === undefined || now === undefined || before.ended_at === null) break
    if (Date.parse(before.ended_at) !== Date.parse(now.started_at) || worth(before) !== worth(now)) break
    since = before
  }
  return Date.parse(since.started_at)
}

/** What recurs, at the end of each month; of the running one as of now. Trials and metered items do not recur. */
export function liveItems(data: Data, settings: Settings): readonly LiveItem[] {
  const recurring = recurringPeriods(data)
  const reporting = onlyCurrency(data) ?? settings.options.reporting_currency
  return monthsBegun(data, settings).flatMap((month) => {
    const end = firstInstant(plus(month, 1, 'month'), settings.zone)
    const isRunning = end > settings.asOf
    return recurring.flatMap((item): LiveItem[] => {
      const startedAt = Date.parse(item.started_at)
      const account = buyersOf(data).get(item.customer_id) ?? ''
      const paidUntil = paidUntilOf(data, settings, item.subscription_id, account)
      const endedAt = Math.min(item.ended_at === null ? Infinity : Date.parse(item.ended_at), paidUntil)
      const isLive = isRunning
        ? startedAt <= settings.asOf && endedAt > settings.asOf
        : startedAt < end && endedAt >= end
      if (!isLive) return []
      const currency = item.currency?.toUpperCase() ?? reporting
      const discount = settings.options.discounts === 'gross' ? 0 : (item.discount_amount ?? 0)
      const amount =
        ((item.amount - discount) * intervalsAYear[item.interval]) / (12 * (item.interval_count ?? 1))
      const rate = currency === reporting ? 1 : rateOf(data, settings, currency, month)
      const payers: Record<string, string> = {
        account,
        customer: item.customer_id,
        subscription_item: JSON.stringify([item.subscription_id, item.item_id]),
      }
      return [
        {
          account,
          payer: payers[settings.options.movement_grain] ?? '',
          plan: item.plan,
          currency,
          unchangedSince: unchangedSince(recurring, item),
          amount,
          // nothing is worth nothing, in whatever currency
          worth: amount === 0 ? 0 : amount * rate,
          month,
        },
      ]
    })
  })
}

/** When what was paid for ends, of a subscription that nobody pays for any more; never of any other. */
function paidUntilOf(data: Data, settings: Settings, subscription: string, account: string): number {
  const grace = settings.options.past_due_grace_days
  if (grace === null) return Infinity
  const invoices = (data.invoices ?? [])
    .filter(({ subscription_id, status }) => {
      const counts = !['draft', 'void'].includes(status)
      return counts && subscription_id === subscription
    })
    .filter(({ total }) => total > 0)
    .map((invoice) => {
      const issuedAt = Date.parse(invoice.issued_at)
      const paidAt = invoice.paid_at === null ? null : Date.parse(invoice.paid_at)
      const saysPaid = invoice.status.toLowerCase() === 'paid'
      return {
        account: buyersOf(data).get(invoice.customer_id),
        issuedAt,
        isPaid: (paidAt ?? (saysPaid ? issuedAt : Infinity)) <= settings.asOf,
        startsAt: invoice.period_start === null ? issuedAt : Date.parse(invoice.period_start),
      }
    })
  const lastPaid = Math.max(...invoices.filter(({ isPaid }) => isPaid).map(({ issuedAt }) => issuedAt))
  const open = invoices.filter(
    (invoice) =>
      !invoice.isPaid &&
      invoice.account === account &&
      invoice.issuedAt >= lastPaid &&
      settings.asOf - invoice.issuedAt > grace * day,
  )
  return Math.min(...open.map(({ startsAt }) => startsAt))
}

/** The last rate of the month (by option, of all) or before it or, before there was any, the first. */
export function rateOf(data: Data, settings: Settings, currency: string, month: number): number {
  const all = (data.fx_rates ?? []).filter((rate) => rate.currency.toUpperCase() === currency)
  const today = toDay(wallClock(settings.asOf, settings.zone))
  const firstDay = first(all, ({ day }) => day)?.day
  const rates = all.filter(({ day }) => day <= today || day === firstDay)
  const isConstant = settings.options.exchange_rates === 'constant'
  const next = isConstant ? '9999' : toDay(plus(month, 1, 'month'))
  const last = first(
    rates.filter(({ day }) => day < next),
    ({ day }) => -Date.parse(day),
  )
  const firstMonth = first(rates, ({ day }) => day)?.day.slice(0, 7)
  const ofFirstMonth = first(
    rates.filter(({ day }) => day.startsWith(firstMonth ?? '-')),
    ({ day }) => -Date.parse(day),
  )
  return (last ?? ofFirstMonth)?.rate ?? Number.NaN
}

/** What somebody pays a month, at the end of each month in which there is anything. */
export interface PaidMonth {
  readonly account: string
  readonly payer: string
  readonly month: number
  readonly mrr: number
  /** The plan that brings in most. */
  readonly plan: string | null
  /** When the last of it began; never, when all of it only takes off. */
  readonly newestStart: number
  readonly items: readonly LiveItem[]
}

/** An account that pays nothing, or less, is not there. */
export function accountMonths(data: Data, settings: Settings): readonly PaidMonth[] {
  const byMonth = grouped(liveItems(data, settings), ({ account, month }) => JSON.stringify([account, month]))
  return [...byMonth.values()].flatMap(paidMonth).filter(({ mrr }) => mrr > 0)
}

/** Of an account that pays, whoever makes a part of that, even if it only takes off. */
export function payerMonths(data: Data, settings: Settings): readonly PaidMonth[] {
  return accountMonths(data, settings).flatMap(({ items }) =>
    [...grouped(items, ({ payer }) => payer).values()].flatMap(paidMonth).filter(({ mrr }) => mrr !== 0),
  )
}

function paidMonth(items: readonly LiveItem[]): readonly PaidMonth[] {
  const [one] = items
  if (one === undefined) return []
  const plans = [...grouped(items, ({ plan }) => plan)].map(([plan, group]) => ({
    plan,
    worth: money(group.reduce((sum, { worth }) => sum + worth, 0)),
  }))
  const best = first(
    plans,
    ({ worth }) => -worth,
    ({ plan }) => plan,
  )
  return [
    {
      account: one.account,
      payer: one.payer,
      month: one.month,
      mrr: money(items.reduce((sum, { worth }) => sum + worth, 0)),
      plan: best?.plan ?? null,
      newestStart: Math.max(...items.filter(({ amount }) => amount > 0).map((item) => item.unchangedSince)),
      items,
    },
  ]
}
