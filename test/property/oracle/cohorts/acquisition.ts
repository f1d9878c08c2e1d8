import { firstInstant, floor, periodsBetween, plus, readDay } from '../question/clock.ts'
import type { Data } from '../data/data.ts'
import type { Fact } from '../fact.ts'
import { freeCosts } from '../money/costs.ts'
import { motionsOf } from '../money/motions.ts'
import type { Settings } from '../question/settings.ts'
import { accountMonths } from '../money/subscriptions.ts'
import { cashProfits } from './cash-profits.ts'
import { grossProfits } from './gross-profits.ts'

/** Acquisition spend: one fact per share of spend. */
export function spendFacts(data: Data, settings: Settings): readonly Fact[] {
  const won = motionsOf(data, settings).filter(({ kind }) => kind === 'new')
  const ofFree =
    settings.options.free_cost_treatment === 'cac'
      ? [...freeCosts(data, settings)].map(([month, amount]) => ({
          month,
          motion: 'shared',
          channel: 'free_accounts',
          category: 'cost_to_serve',
          amount,
        }))
      : []
  const recorded = (data.spend ?? []).map((item) => ({
    ...item,
    month: floor(readDay(item.month), 'month', settings),
  }))
  return [...recorded, ...ofFree]
    .map((item) => ({ ...item, month: plus(item.month, settings.options.spend_lag_months, 'month') }))
    .filter(({ month }) => firstInstant(month, settings.zone) < settings.asOf)
    .flatMap(({ month, motion, amount, channel, category }) => {
      const of = (origin: string | null, part: number): Fact => ({
        at: month,
        attributes: { origin_motion: origin, channel, spend_category: category },
        numbers: { spend: part },
      })
      if (motion !== 'shared') return [of(motion, amount)]
      const news = won.filter((one) => one.month === month && one.change > 0)
      if (news.length === 0 || settings.options.shared_spend_allocation === 'none')
        return [of(motion, amount)]
      const weight = ({ change }: (typeof won)[number]) =>
        settings.options.shared_spend_allocation === 'by_new_accounts' ? 1 : change
      const all = news.reduce((sum, one) => sum + weight(one), 0)
      return news.map((one) => of(one.origin, (amount * weight(one)) / all))
    })
}

/** The same as paybackFacts for accounts, with collected cash instead of recurring revenue. */
export function cashPaybackFacts(data: Data, settings: Settings): readonly Fact[] {
  const origins = new Map(motionsOf(data, settings).map(({ account, origin }) => [account, origin]))
  const starts = new Map<string, number>()
  for (const { account, month, mrr } of accountMonths(data, settings))
    if (mrr > 0) starts.set(account, Math.min(month, starts.get(account) ?? Infinity))
  return [
    ...spendFacts(data, settings).map((fact) => ({
      ...fact,
      numbers: { age: 0, cost: fact.numbers?.['spend'] ?? 0, profit: 0 },
    })),
    ...cashProfits(data, settings).flatMap(({ account, month, amount }) => {
      const start = starts.get(account)
      return start === undefined || month < start
        ? []
        : [
            {
              at: start,
              attributes: { origin_motion: origins.get(account) ?? null },
              numbers: { age: periodsBetween(start, month, 'month'), cost: 0, profit: amount },
            },
          ]
    }),
  ]
}

/** The payers that started to pay, one fact each. */
export function acquisitionFacts(data: Data, settings: Settings): readonly Fact[] {
  return motionsOf(data, settings)
    .filter(({ kind }) => kind === 'new')
    .map(({ month, origin }) => ({ at: month, attributes: { origin_motion: origin }, numbers: { won: 1 } }))
}

/** The same by cohort, with the gross profit of each account in each month since. */
export function paybackFacts(data: Data, settings: Settings): readonly Fact[] {
  const won = motionsOf(data, settings).filter(({ kind }) => kind === 'new')
  const profits = grossProfits(data, settings)
  return [
    ...spendFacts(data, settings).map((fact) => ({
      ...fact,
      numbers: { age: 0, cost: fact.numbers?.['spend'] ?? 0, profit: 0 },
    })),
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
