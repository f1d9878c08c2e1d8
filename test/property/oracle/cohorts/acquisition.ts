import { firstInstant, floor, periodsBetween, plus, readDay } from '../question/clock.ts'
import type { Attributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import { grouped } from '../memo.ts'
import type { Fact } from '../fact.ts'
import { freeCosts } from '../money/costs.ts'
import type { Settings } from '../question/settings.ts'
import { usersAsOf } from '../data/creation-dates.ts'
import { acquiredAccounts, acquiredPayers, type AcquiredPayer } from './acquired-payers.ts'
import { cashProfits } from './cash-profits.ts'
import { grossProfits } from './gross-profits.ts'

/** Acquisition spend: one fact per share of spend that a new payer bears. */
export function spendFacts(data: Data, settings: Settings): readonly Fact[] {
  const won = acquiredPayers(data, settings).filter(({ change }) => change > 0)
  const sources = new Set(
    usersAsOf(data, settings.asOf).flatMap(({ isRegistered, signupSource }) =>
      isRegistered ? [signupSource] : [],
    ),
  )
  const weight = ({ change }: AcquiredPayer) =>
    settings.options.shared_spend_allocation === 'by_new_accounts' ? 1 : change
  const total = (payers: readonly AcquiredPayer[]) => payers.reduce((sum, one) => sum + weight(one), 0)
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
      const fact = (wonBy: Attributes, part: number): Fact => ({
        at: month,
        attributes: { channel, spend_category: category, ...wonBy },
        numbers: { spend: part },
      })
      const news = won.filter((one) => one.month === month)
      /** The share of a motion, borne by the payers that it won. */
      const borne = (origin: string | null, part: number): readonly Fact[] => {
        const payers = news.filter(
          (one) => one.origin === origin && (!sources.has(channel) || one.channel === channel),
        )
        if (payers.length === 0)
          return [
            fact(
              { origin_motion: origin, acquisition_channel: channel, icp_segment: null, first_plan: null },
              part,
            ),
          ]
        return payers.map((one) => fact(one.wonBy, (part * weight(one)) / total(payers)))
      }
      if (motion !== 'shared') return borne(motion, amount)
      if (news.length === 0 || settings.options.shared_spend_allocation === 'none')
        return borne('shared', amount)
      return [...grouped(news, ({ origin }) => origin)].flatMap(([origin, own]) =>
        borne(origin, (amount * total(own)) / total(news)),
      )
    })
}

const costs = (data: Data, settings: Settings): readonly Fact[] =>
  spendFacts(data, settings).map((fact) => ({
    ...fact,
    numbers: { age: 0, cost: fact.numbers?.['spend'] ?? 0, profit: 0 },
  }))

/** The gross profit in a month of a payer that was won earlier. */
const profitFact = (
  { month: start, wonBy }: AcquiredPayer,
  { month, amount }: { readonly month: number; readonly amount: number },
): Fact => ({
  at: start,
  attributes: wonBy,
  numbers: { age: periodsBetween(start, month, 'month'), cost: 0, profit: amount },
})

/** The same as paybackFacts for accounts, with collected cash instead of recurring revenue. */
export function cashPaybackFacts(data: Data, settings: Settings): readonly Fact[] {
  const won = acquiredAccounts(data, settings)
  return [
    ...costs(data, settings),
    ...cashProfits(data, settings).flatMap((profit) => {
      const account = won.get(profit.account)
      return account === undefined || profit.month < account.month ? [] : [profitFact(account, profit)]
    }),
  ]
}

/** The payers that started to pay, one fact each. */
export function acquisitionFacts(data: Data, settings: Settings): readonly Fact[] {
  return acquiredPayers(data, settings).map(({ month, wonBy }) => ({
    at: month,
    attributes: wonBy,
    numbers: { won: 1 },
  }))
}

/** Costs by cohort, with the gross profit of each payer in each month since. */
export function paybackFacts(data: Data, settings: Settings): readonly Fact[] {
  const profits = grossProfits(data, settings)
  return [
    ...costs(data, settings),
    ...acquiredPayers(data, settings).flatMap((payer) =>
      profits
        .filter(
          (profit) =>
            profit.account === payer.account && profit.payer === payer.payer && profit.month >= payer.month,
        )
        .map((profit) => profitFact(payer, profit)),
    ),
  ]
}

/** What each cohort has cost and earned at each age: every amount again for each month that is over by then. */
export function paybackCurveFacts(data: Data, settings: Settings): readonly Fact[] {
  return paybackFacts(data, settings).flatMap(({ at, attributes, numbers }) => {
    const first = numbers?.['age'] ?? 0
    const facts: Fact[] = []
    for (let age = first; isOver(plus(at, age, 'month'), settings); age += 1)
      facts.push({
        at,
        attributes: { ...attributes, months_since_first_revenue: age },
        numbers: { cost: numbers?.['cost'] ?? 0, profit: numbers?.['profit'] ?? 0 },
      })
    return facts
  })
}

const isOver = (month: number, { asOf, zone }: Settings): boolean =>
  firstInstant(plus(month, 1, 'month'), zone) <= asOf
