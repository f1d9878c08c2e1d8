import type { Data } from '../data/data.ts'
import { first, grouped } from '../memo.ts'
import { invoicesOf } from '../money/invoices.ts'
import { firstInstant, floor, plus, wallClock } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { grossProfits, marginProfits, type GrossProfit } from './gross-profits.ts'

/** An amount of an account in a month. */
type CashProfit = Pick<GrossProfit, 'account' | 'month' | 'amount'>

/** Collected cash times the margin of the account, and what serving it cost, in complete months. */
export function cashProfits(data: Data, settings: Settings): readonly CashProfit[] {
  const isOver = (month: number) => firstInstant(plus(month, 1, 'month'), settings.zone) <= settings.asOf
  const margins = marginProfits(data, settings)
  const collected = invoicesOf(data, settings).flatMap(({ account, collected: amount, collectedAt }) => {
    const share = marginsOf(margins.filter((one) => one.account === account))
    if (collectedAt === null || share === null) return []
    const paidIn = floor(wallClock(collectedAt, settings.zone), 'month', settings)
    const month = Math.max(paidIn, share.since)
    return isOver(month) ? [{ account, month, amount: amount * share.at(month) }] : []
  })
  const recurring = margins.filter(({ month }) => isOver(month))
  return [
    ...collected,
    ...grossProfits(data, settings),
    ...recurring.map(({ account, month, profit }) => ({ account, month, amount: -profit })),
  ]
}

/** The margin of an account in a month, or in the last month with revenue before it; null when it never paid. */
function marginsOf(
  margins: ReturnType<typeof marginProfits>,
): { readonly since: number; readonly at: (month: number) => number } | null {
  const months = [...grouped(margins, ({ month }) => month)].flatMap(([month, own]) => {
    const revenue = own.reduce((sum, one) => sum + one.revenue, 0)
    const profit = own.reduce((sum, one) => sum + one.profit, 0)
    return revenue > 0 ? [{ month, margin: profit / revenue }] : []
  })
  if (months.length === 0) return null
  return {
    since: Math.min(...months.map(({ month }) => month)),
    at: (month) =>
      first(
        months.filter((one) => one.month <= month),
        (one) => -one.month,
      )?.margin ?? 0,
  }
}
