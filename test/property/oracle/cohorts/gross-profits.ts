import type { Data } from '../data/data.ts'
import { first, grouped } from '../memo.ts'
import { freeCosts, serviceCosts } from '../money/costs.ts'
import { activeItems } from '../money/subscriptions.ts'
import { firstInstant, floor, plus, readDay } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'

/** The revenue of a payer in a month, and what remains of it after the cost of goods. */
export interface MarginProfit {
  readonly account: string
  readonly payer: string
  readonly month: number
  readonly revenue: number
  readonly profit: number
}

/** Revenue times the gross margin of its plan, in every month. */
export function marginProfits(data: Data, settings: Settings): readonly MarginProfit[] {
  const month = (day: string) => floor(readDay(day), 'month', settings)
  const byMonth = grouped(activeItems(data, settings), (item) =>
    JSON.stringify([item.account, item.payer, item.month]),
  )
  return [...byMonth.values()].flatMap((own) => {
    const [one] = own
    if (one === undefined) return []
    const profits = own.map(({ plan, worth }) => {
      const margin = first(
        (data.gross_margin ?? []).filter((row) => row.plan === plan && month(row.month) <= one.month),
        (row) => -month(row.month),
      )
      return worth * (margin?.margin ?? 1)
    })
    return [
      {
        account: one.account,
        payer: one.payer,
        month: one.month,
        revenue: own.reduce((sum, { worth }) => sum + worth, 0),
        profit: profits.reduce((sum, profit) => sum + profit, 0),
      },
    ]
  })
}

/** The gross profit of a payer in a month. */
export interface GrossProfit {
  readonly account: string
  readonly payer: string
  readonly month: number
  readonly amount: number
}

/** The gross profit of each payer after cost of goods and cost to serve, in every complete month. */
export function grossProfits(data: Data, settings: Settings): readonly GrossProfit[] {
  const isOver = (month: number) => firstInstant(plus(month, 1, 'month'), settings.zone) <= settings.asOf
  const margins = marginProfits(data, settings).filter(({ month }) => isOver(month))
  const costs = serviceCosts(data, settings).filter(({ month }) => isOver(month))
  const sum = (amounts: readonly { readonly amount: number }[]) =>
    amounts.reduce((all, { amount }) => all + amount, 0)
  const free = settings.options.free_cost_treatment === 'cogs' ? freeCosts(data, settings) : new Map()
  const revenueOf = (month: number) =>
    margins.filter((one) => one.month === month).reduce((all, { revenue }) => all + revenue, 0)
  const paid = margins.map(({ account, payer, month, revenue, profit }): GrossProfit => {
    const payers = margins.filter((one) => one.account === account && one.month === month).length
    const served = sum(costs.filter((cost) => cost.account === account && cost.month === month))
    const all = revenueOf(month)
    const shared = all === 0 ? 0 : (Number(free.get(month) ?? 0) * revenue) / all
    return { account, payer, month, amount: profit - shared - served / payers }
  })
  // the cost of an account that no longer pays is charged to its former payers
  const idle = [...grouped(costs, (cost) => JSON.stringify([cost.account, cost.month])).values()].flatMap(
    (own): GrossProfit[] => {
      const [one] = own
      const account = one?.account ?? null
      const when = one?.month ?? 0
      const theirs = margins.filter((margin) => margin.account === account)
      if (account === null || theirs.some(({ month }) => month === when)) return []
      const payers = new Set(theirs.filter(({ month }) => month < when).map(({ payer }) => payer))
      return [...payers].map((payer) => ({ account, payer, month: when, amount: -sum(own) / payers.size }))
    },
  )
  return [...paid, ...idle]
}
