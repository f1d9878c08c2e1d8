import { firstInstant, floor, periodsBetween, plus, readDay } from '../question/clock.ts'
import type { Data } from '../data/data.ts'
import type { Fact } from '../fact.ts'
import { first, grouped } from '../memo.ts'
import { motionsOf } from '../money/motions.ts'
import type { Settings } from '../question/settings.ts'
import { activeItems, type ActiveItem } from '../money/subscriptions.ts'

/** Acquisition spend and acquired accounts: one fact per share of spend and one per account. */
export function acquisitionFacts(data: Data, settings: Settings): readonly Fact[] {
  const won = motionsOf(data, settings).filter(({ kind }) => kind === 'new')
  const spent = (data.spend ?? [])
    .map((item) => ({
      ...item,
      month: plus(floor(readDay(item.month), 'month', settings), settings.options.spend_lag_months, 'month'),
    }))
    .filter(({ month }) => firstInstant(month, settings.zone) < settings.asOf)
    .flatMap(({ month, motion, amount }) => {
      if (motion !== 'shared') return [{ month, motion, amount }]
      const news = won.filter((one) => one.month === month && one.change > 0)
      if (news.length === 0 || settings.options.shared_spend_allocation === 'none')
        return [{ month, motion, amount }]
      const weight = ({ change }: (typeof won)[number]) =>
        settings.options.shared_spend_allocation === 'by_new_accounts' ? 1 : change
      const all = news.reduce((sum, one) => sum + weight(one), 0)
      return news.map((one) => ({ month, motion: one.origin, amount: (amount * weight(one)) / all }))
    })
  return [
    ...spent.map(({ month, motion, amount }) => ({
      at: month,
      attributes: { origin_motion: motion },
      numbers: { spend: amount, won: 0 },
    })),
    ...won.map(({ month, origin }) => ({
      at: month,
      attributes: { origin_motion: origin },
      numbers: { spend: 0, won: 1 },
    })),
  ]
}

/** The same by cohort, with the gross profit of each account in each month since. */
export function paybackFacts(data: Data, settings: Settings): readonly Fact[] {
  const won = motionsOf(data, settings).filter(({ kind }) => kind === 'new')
  const profits = grossProfits(data, settings)
  return [
    ...acquisitionFacts(data, settings)
      .filter(({ numbers }) => numbers?.['won'] !== 1)
      .map((fact) => ({ ...fact, numbers: { age: 0, cost: fact.numbers?.['spend'] ?? 0, profit: 0 } })),
    ...won.flatMap(({ account, payer, month, origin }) =>
      profits
        .filter((profit) => profit.account === account && profit.payer === payer && profit.month >= month)
        .map((profit) => ({
          at: month,
          attributes: { origin_motion: origin },
          numbers: { age: periodsBetween(month, profit.month, 'month'), cost: 0, profit: profit.amount },
        })),
    ),
  ]
}

/** The gross profit of each payer after cost of goods and cost to serve, in every complete month. */
function grossProfits(
  data: Data,
  settings: Settings,
): readonly {
  readonly account: string
  readonly payer: string
  readonly month: number
  readonly amount: number
}[] {
  const month = (day: string) => floor(readDay(day), 'month', settings)
  const items = activeItems(data, settings).filter(
    (item) => firstInstant(plus(item.month, 1, 'month'), settings.zone) <= settings.asOf,
  )
  const payersOf = (of: (item: ActiveItem) => boolean) =>
    new Set(items.filter(of).map(({ account, payer }) => JSON.stringify([account, payer]))).size
  const costs = (data.cost_to_serve ?? []).map((cost) => ({ ...cost, month: month(cost.month) }))
  const sum = (amounts: readonly { readonly amount: number }[]) =>
    amounts.reduce((all, { amount }) => all + amount, 0)
  const byMonth = grouped(items, (item) => JSON.stringify([item.account, item.payer, item.month]))
  // the cost of an account that no longer pays is charged to its former payers
  const idle = [...grouped(costs, (cost) => JSON.stringify([cost.account_id, cost.month])).values()].flatMap(
    (own) => {
      const [one] = own
      const account = one?.account_id ?? null
      const when = one?.month ?? 0
      const isOver = firstInstant(plus(when, 1, 'month'), settings.zone) <= settings.asOf
      const theirs = items.filter((item) => item.account === account)
      if (account === null || !isOver || theirs.some((item) => item.month === when)) return []
      const payers = new Set(theirs.filter((item) => item.month < when).map(({ payer }) => payer))
      return [...payers].map((payer) => ({ account, payer, month: when, amount: -sum(own) / payers.size }))
    },
  )
  const paid = [...byMonth.values()].flatMap((own) => {
    const [one] = own
    if (one === undefined) return []
    const plans = [...grouped(own, ({ plan }) => plan)].map(([plan, group]) => {
      const margin = first(
        (data.gross_margin ?? []).filter((row) => row.plan === plan && month(row.month) <= one.month),
        (row) => -month(row.month),
      )
      const shared = sum(
        costs.filter(
          (cost) =>
            cost.account_id === null && plan !== null && cost.plan === plan && cost.month === one.month,
        ),
      )
      const revenue = group.reduce((all, { worth }) => all + worth, 0)
      return (
        revenue * (margin?.margin ?? 1) -
        shared / payersOf((item) => item.plan === plan && item.month === one.month)
      )
    })
    const served =
      sum(costs.filter((cost) => cost.account_id === one.account && cost.month === one.month)) /
      payersOf((item) => item.account === one.account && item.month === one.month)
    return [
      {
        account: one.account,
        payer: one.payer,
        month: one.month,
        amount: plans.reduce((all, profit) => all + profit, 0) - served,
      },
    ]
  })
  return [...paid, ...idle]
}
