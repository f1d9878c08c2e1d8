import { accountAttributes, type Attributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import type { Fact } from '../fact.ts'
import { acquiredPayers } from '../cohorts/acquired-payers.ts'
import { grossProfits, marginProfits } from '../cohorts/gross-profits.ts'
import { day, firstInstant, floor, periodsBetween, plus, readDay, wallClock } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { contractsOf } from './contracts.ts'
import { motionsOf } from './motions.ts'
import { accountMonths } from './subscriptions.ts'

/** The month after the last complete one. */
const openMonth = (settings: Settings): number =>
  floor(wallClock(settings.asOf, settings.zone), 'month', settings)

/** The gross profit of each payer in its first months; null until they are complete. */
export function lifetimeFacts(
  data: Data,
  settings: Settings,
  withOrigin: (account: string) => Attributes,
): readonly Fact[] {
  const profits = grossProfits(data, settings)
  return motionsOf(data, settings)
    .filter(({ kind }) => kind === 'new')
    .map(({ account, payer, month, plan }) => {
      const within = (months: number) =>
        periodsBetween(month, openMonth(settings), 'month') < months
          ? null
          : profits
              .filter(
                (profit) =>
                  profit.account === account &&
                  profit.payer === payer &&
                  profit.month >= month &&
                  profit.month < plus(month, months, 'month'),
              )
              .reduce((sum, { amount }) => sum + amount, 0)
      return {
        at: month,
        attributes: { first_plan: plan, ...withOrigin(account) },
        numbers: { m12: within(12), m24: within(24), m36: within(36) },
      }
    })
}

/** The inputs of the lifetime value by formula, in complete months. */
export function economicsFacts(
  data: Data,
  settings: Settings,
  withOrigin: (account: string) => Attributes,
): readonly Fact[] {
  const margins = marginProfits(data, settings)
  return motionsOf(data, settings)
    .filter(({ month }) => month < openMonth(settings))
    .map(({ account, payer, month, plan, paysNow, paidBefore }) => {
      const margin = margins.find(
        (one) => one.account === account && one.payer === payer && one.month === month,
      )
      return {
        at: month,
        attributes: { plan, ...withOrigin(account) },
        numbers: {
          margin: paysNow ? (margin?.profit ?? 0) : 0,
          paysNow: Number(paysNow),
          paidBefore: Number(paidBefore),
          lost: Number(paidBefore && !paysNow),
        },
      }
    })
}

/** The monthly gross profit of what was won. */
export function wonProfitFacts(data: Data, settings: Settings): readonly Fact[] {
  const { options } = settings
  const margins = marginProfits(data, settings)
  const won = new Map(
    acquiredPayers(data, settings).map((one) => [JSON.stringify([one.account, one.payer]), one.wonBy]),
  )
  const kinds = options.payback_formula_gains === 'new' ? ['new'] : ['new', 'expansion']
  return motionsOf(data, settings)
    .filter(({ kind }) => kind !== null && kinds.includes(kind))
    .map(({ account, payer, month, change }) => {
      const margin = margins.find(
        (one) => one.account === account && one.payer === payer && one.month === month,
      )
      const isOfProfit = options.payback_formula_basis === 'gross_profit'
      const share =
        isOfProfit && margin !== undefined && margin.revenue !== 0 ? margin.profit / margin.revenue : 1
      const wonBy = won.get(JSON.stringify([account, payer])) ?? {}
      return { at: month, attributes: wonBy, numbers: { profit: change * share } }
    })
}

/** Years of contracts that have started, and years of accounts without a contract. */
export function contractValueFacts(
  data: Data,
  settings: Settings,
  withOrigin: (account: string) => Attributes,
): readonly Fact[] {
  const today = floor(wallClock(settings.asOf - 1, settings.zone), 'day', settings)
  const fact = (account: string, month: number, value: number, source: string): Fact => ({
    at: month,
    attributes: { value_source: source, ...withOrigin(account) },
    numbers: { value },
  })
  const signed = contractsOf(data).flatMap(({ account, arr, from, until }) => {
    const years: Fact[] = []
    for (let anniversary = from; yearStart(from, anniversary) <= Math.min(until, today);) {
      years.push(fact(account, floor(anniversary, 'month', settings), arr, 'contract'))
      anniversary = plus(from, 12 * years.length, 'month')
    }
    return years
  })
  const paid = accountMonths(data, settings).filter(({ mrr }) => mrr > 0)
  const own = paid.flatMap(({ account, month, mrr }) => {
    const begun = Math.min(...paid.filter((one) => one.account === account).map((one) => one.month))
    const isSigned = contractsOf(data).some(
      (contract) =>
        contract.account === account && contract.from < plus(month, 1, 'month') && contract.until >= month,
    )
    return periodsBetween(begun, month, 'month') % 12 === 0 && !isSigned
      ? [fact(account, month, 12 * mrr, 'subscription')]
      : []
  })
  return [...signed, ...own]
}

/** When the year of a contract starts: after a start on 29 February, on 1 March of other years. */
function yearStart(from: number, anniversary: number): number {
  const dayOfMonth = (moment: number) => new Date(moment).getUTCDate()
  return dayOfMonth(anniversary) < dayOfMonth(from) ? anniversary + day : anniversary
}

/** The change of ARR, and the spend of some months before. */
export function efficiencyFacts(data: Data, settings: Settings): readonly Fact[] {
  const moved = motionsOf(data, settings).map(({ month, change, fx, origin }) => ({
    at: month,
    attributes: { origin_motion: origin },
    numbers: { arr: 12 * (change + fx), spend: 0 },
  }))
  const spent = (data.spend ?? [])
    .map(({ month, motion, amount }) => ({
      at: plus(
        floor(readDay(month), 'month', settings),
        settings.options.sales_efficiency_lag_months,
        'month',
      ),
      attributes: { origin_motion: motion },
      numbers: { arr: 0, spend: amount },
    }))
    .filter(({ at }) => firstInstant(at, settings.zone) < settings.asOf)
  return [...moved, ...spent]
}

/** Gains of revenue, with the motion that each window gives them. */
export function sensitivityFacts(data: Data, settings: Settings): readonly Fact[] {
  return [30, 90, 180].flatMap((window) =>
    motionsOf(data, {
      ...settings,
      options: { ...settings.options, qualified_touch_window_days: window },
    })
      .filter(({ kind }) => kind !== null && ['new', 'expansion', 'reactivation'].includes(kind))
      .map(({ account, month, change, motion }) => ({
        at: month,
        attributes: { window_motion: motion, ...accountAttributes(data, account) },
        numbers: { [`gained${window}`]: change },
      })),
  )
}
