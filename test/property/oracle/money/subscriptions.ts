import { firstInstant, floor, plus, toDay, wallClock } from '../question/clock.ts'
import type { Data } from '../data/data.ts'
import { contractsOf } from './contracts.ts'
import { first, grouped } from '../memo.ts'
import type { Settings } from '../question/settings.ts'
import { contractPeriods, paidPeriods } from './paid-periods.ts'
import { lateRenewals } from './late-renewals.ts'
import { paidItemPeriods, recurringPeriods, type Period } from './recurring.ts'

/** A subscription item that is active at the end of a month. */
export interface ActiveItem {
  readonly account: string
  /** The party whose revenue is compared from one month to the next. */
  readonly payer: string
  readonly customer: string
  readonly subscription: string
  readonly seats: number | null
  readonly plan: string | null
  readonly interval: string
  readonly currency: string
  /** The start of the current version; a renewal for the same amount is not a new version. */
  readonly unchangedSince: number
  /** The monthly amount, in its own and in the reporting currency. */
  readonly amount: number
  readonly worth: number
  readonly month: number
}

/** Rounds money to a hundred-millionth, so that amounts equal to the cent are equal. */
export const money = (amount: number): number => Math.round(amount * 1e8) / 1e8

const intervalsAYear = { day: 365, week: 52, month: 12, quarter: 4, year: 1 }

/** Every local month that has started since the first subscription. */
export function startedMonths(
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

/** The currency of all money, where customers pay in one currency and no rate converts it. */
export function onlyCurrency(data: Data): string | null {
  const licensed = recurringPeriods(data).filter(({ amount }) => amount !== 0)
  const paid = licensed.length > 0 ? licensed : paidItemPeriods(data).filter(({ amount }) => amount !== 0)
  const currencies = new Set(paid.flatMap(({ currency }) => currency?.toUpperCase() ?? []))
  const [only] = currencies
  const isExchanged = data.fx_rates?.some(({ currency }) => currency.toUpperCase() === only)
  return currencies.size === 1 && only !== undefined && isExchanged !== true ? only : null
}

/** A recurring item or contract with a paid period. */
export interface PaidItem {
  readonly account: string
  readonly customer: string
  /** The item, or the contract. */
  readonly id: string
  readonly subscription: string
  readonly seats: number | null
  readonly plan: string | null
  /** How often it is billed. */
  readonly interval: string
  readonly currency: string | null
  readonly gross: number
  readonly net: number
  readonly from: number
  readonly to: number
  /** The start of the current version; a renewal for the same amount is not a new version. */
  readonly unchangedSince: number
}

/** The billing interval by its length in months. */
function intervalName(period: Period): string {
  const names: Readonly<Record<number, string>> = { 1: 'monthly', 3: 'quarterly', 12: 'annual' }
  return names[1 / monthsShare(period)] ?? 'other'
}

/** The factor from the price of a billing interval to that of a month. */
const monthsShare = ({ interval, interval_count }: Period): number =>
  intervalsAYear[interval] / (12 * (interval_count ?? 1))

/** A period of a metered item, and up to two before it. */
function lastThree(data: Data, period: Period, keyOf: (one: Period) => string): readonly Period[] {
  const own = paidItemPeriods(data)
    .filter((one) => one.usage_type === 'metered' && keyOf(one) === keyOf(period))
    .sort(
      (a, b) => Date.parse(a.started_at) - Date.parse(b.started_at) || (a.period_id < b.period_id ? -1 : 1),
    )
  const place = own.findIndex(({ period_id }) => period_id === period.period_id)
  return own.slice(Math.max(0, place - 2), place + 1)
}

/** All paid items as known at an instant, and contracts without billing items. */
export function paidItems(data: Data, settings: Settings, known: number): readonly PaidItem[] {
  const billed = paidPeriods(data, settings, known).map(({ item, account, period }) => ({
    item,
    account,
    ...period,
  }))
  const keyOf = ({ customer_id, subscription_id, item_id }: Period) =>
    JSON.stringify([customer_id, subscription_id, item_id])
  const isSmoothed = settings.options.usage_revenue === 'trailing_average'
  const worth = (period: Period) => {
    const counted = isSmoothed && period.usage_type === 'metered' ? lastThree(data, period, keyOf) : [period]
    const mean = (amountOf: (one: Period) => number) =>
      money(counted.reduce((sum, one) => sum + amountOf(one) * monthsShare(one), 0) / counted.length)
    return {
      gross: mean(({ amount }) => amount),
      net: mean(({ amount, discount_amount }) => amount - (discount_amount ?? 0)),
    }
  }
  const items = [...grouped(billed, ({ item }) => keyOf(item)).values()].flatMap((own) => {
    const ordered = [...own].sort((a, b) => a.from - b.from || (a.item.period_id < b.item.period_id ? -1 : 1))
    let since = Number.NaN
    return ordered.map(({ item, account, from, to }, index): PaidItem => {
      const before = ordered[index - 1]
      const same = (one: Period) => JSON.stringify([worth(one), one.currency?.toUpperCase() ?? null])
      const goesOn = before !== undefined && before.to === from && same(before.item) === same(item)
      since = goesOn ? since : from
      return {
        account,
        customer: item.customer_id,
        id: JSON.stringify([item.subscription_id, item.item_id]),
        subscription: item.subscription_id,
        seats: item.seats ?? null,
        plan: item.plan,
        interval: intervalName(item),
        currency: item.currency?.toUpperCase() ?? null,
        ...worth(item),
        from,
        to,
        unchangedSince: since,
      }
    })
  })
  const contracts = contractPeriods(data, settings).map(
    ({ id, account, arr, period: { from, to } }): PaidItem => ({
      account,
      customer: `contract:${account}`,
      id: `contract:${id}`,
      subscription: `contract:${id}`,
      seats: contractsOf(data).find((contract) => contract.id === id)?.seats ?? null,
      plan: null,
      interval: 'contract',
      currency: null,
      gross: arr / 12,
      net: arr / 12,
      from,
      to,
      unchangedSince: from,
    }),
  )
  return [...items, ...contracts]
}

/** Recurring items at the end of each month; in the current month, as of `as_of`. */
export function activeItems(data: Data, settings: Settings): readonly ActiveItem[] {
  const { options, asOf, zone } = settings
  const reporting = onlyCurrency(data) ?? options.reporting_currency
  const paidBy = (known: number) => lateRenewals(data, settings, paidItems(data, settings, known), known)
  const now = paidBy(asOf)
  return startedMonths(data, settings).flatMap((month) => {
    const end = firstInstant(plus(month, 1, 'month'), zone)
    const isRunning = end > asOf
    const items = options.books === 'closed' && !isRunning ? paidBy(end) : now
    return items
      .filter(({ from, to }) => (isRunning ? from <= asOf && to > asOf : from < end && to >= end))
      .map((item): ActiveItem => {
        const currency = item.currency ?? reporting
        const amount = options.mrr_discounts === 'gross' ? item.gross : item.net
        const rate = currency === reporting ? 1 : rateAtClose(data, settings, currency, month)
        const payers: Record<string, string> = {
          account: item.account,
          customer: item.customer,
          subscription_item: item.id,
        }
        return {
          account: item.account,
          payer: payers[options.movement_grain] ?? '',
          customer: item.customer,
          subscription: item.subscription,
          seats: item.seats,
          plan: item.plan,
          interval: item.interval,
          currency,
          unchangedSince: item.unchangedSince,
          amount,
          // zero is zero in every currency
          worth: amount === 0 ? 0 : amount * rate,
          month,
        }
      })
  })
}

/** In closed books, the rate known when the month was closed. */
function rateAtClose(data: Data, settings: Settings, currency: string, month: number): number {
  const end = firstInstant(plus(month, 1, 'month'), settings.zone)
  const asOf = settings.options.books === 'closed' ? Math.min(end, settings.asOf) : settings.asOf
  return rateOf(data, { ...settings, asOf }, currency, month)
}

/**
 * The last rate in or before the month (with constant rates: of all); before the first rate, the first one.
 */
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

/** A payer's monthly revenue at the end of each month with items. */
export interface PaidMonth {
  readonly account: string
  readonly payer: string
  readonly month: number
  readonly mrr: number
  /** Whether the account's total is positive. */
  readonly isPaying: boolean
  /** The plan with the most revenue. */
  readonly plan: string | null
  /** The start of the newest positive item; infinite with negative items only. */
  readonly newestStart: number
  readonly items: readonly ActiveItem[]
}

/** Accounts with a total other than zero; accounts with a credit are included and not paying. */
export function accountMonths(data: Data, settings: Settings): readonly PaidMonth[] {
  return allAccountMonths(data, settings).filter(({ mrr }) => mrr !== 0)
}

/** The payers of each account, credits included; a payer is paying when its account is. */
export function payerMonths(data: Data, settings: Settings): readonly PaidMonth[] {
  return allAccountMonths(data, settings).flatMap(({ items, isPaying }) =>
    [...grouped(items, ({ payer }) => payer).values()]
      .flatMap(paidMonth)
      .filter(({ mrr }) => mrr !== 0)
      .map((paid) => ({ ...paid, isPaying })),
  )
}

function allAccountMonths(data: Data, settings: Settings): readonly PaidMonth[] {
  const byMonth = grouped(activeItems(data, settings), ({ account, month }) =>
    JSON.stringify([account, month]),
  )
  return [...byMonth.values()].flatMap(paidMonth)
}

function paidMonth(items: readonly ActiveItem[]): readonly PaidMonth[] {
  const [one] = items
  if (one === undefined) return []
  const plans = [...grouped(items, ({ plan }) => plan)].map(([plan, group]) => ({
    plan,
    worth: money(group.reduce((sum, { worth }) => sum + worth, 0)),
  }))
  const mrr = money(items.reduce((sum, { worth }) => sum + worth, 0))
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
      mrr,
      isPaying: mrr > 0,
      plan: best?.plan ?? null,
      newestStart: Math.max(...items.filter(({ amount }) => amount > 0).map((item) => item.unchangedSince)),
      items,
    },
  ]
}
