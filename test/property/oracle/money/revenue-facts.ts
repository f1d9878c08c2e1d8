import { accountAttributes, type Attributes } from '../data/attributes.ts'
import { floor, plus, readDay, wallClock } from '../question/clock.ts'
import { contractsOf, successorsOf } from './contracts.ts'
import type { Data } from '../data/data.ts'
import type { Fact } from '../fact.ts'
import { motionsOf } from './motions.ts'
import { buyerClassOf } from '../accounts/account-buyers.ts'
import { segmentMonths } from '../qualification/segments.ts'
import type { Settings } from '../question/settings.ts'
import { grouped } from '../memo.ts'
import {
  accountMonths,
  activeItems,
  money,
  startedMonths,
  payerMonths,
  type ActiveItem,
} from './subscriptions.ts'

/** The monthly revenue movements of each account. */
export function revenueFacts(data: Data, settings: Settings): readonly Fact[] {
  const classOf = buyerClassOf(data, settings)
  const segmentsOf = segmentMonths(data, settings)
  return motionsOf(data, settings).map(
    ({ account, month, plan, start, end, fx, change, paidBefore, paysNow, kind, origin, motion }) => ({
      at: month,
      attributes: {
        plan,
        movement_motion: motion,
        origin_motion: origin,
        buyer_class: classOf(account, month),
        ...segmentsOf(account, month),
        ...accountAttributes(data, account),
      },
      movement: kind,
      numbers: { start, end, fx, change, paidBefore: Number(paidBefore), paysNow: Number(paysNow) },
    }),
  )
}

/** The attributes of an account and the motion of its first revenue; null when it never paid. */
export function attributesWithOrigin(data: Data, settings: Settings): (account: string | null) => Attributes {
  const origins = new Map(motionsOf(data, settings).map(({ account, origin }) => [account, origin]))
  return (account) => ({
    origin_motion: origins.get(account ?? '') ?? null,
    ...accountAttributes(data, account),
  })
}

/** The revenue of last period's payers, then and now. */
export function retentionFacts(data: Data, settings: Settings): readonly Fact[] {
  const all = payerMonths(data, settings)
  const begun = new Set(startedMonths(data, settings))
  const withOrigin = attributesWithOrigin(data, settings)
  return all.flatMap(({ account, payer, month, mrr, isPaying }) => {
    const later = plus(month, settings.options.revenue_retention_months, 'month')
    const then = all.find((one) => one.account === account && one.payer === payer && one.month === later)
    // a credit is not paying
    const whole = then?.isPaying === true ? then.mrr : 0
    const now = whole - Math.min(Math.max(whole - mrr, 0), escalation(data, settings, account, later))
    return isPaying && begun.has(later)
      ? [{ at: later, attributes: withOrigin(account), numbers: { then: mrr, now } }]
      : []
  })
}

/** The monthly escalators of contracts that renewed by themselves since the month of the base. */
function escalation(data: Data, settings: Settings, account: string, month: number): number {
  const { contracted_escalators, movement_grain, revenue_retention_months } = settings.options
  if (contracted_escalators !== 'excluded' || movement_grain !== 'account') return 0
  const contracts = data.contracts ?? []
  const increases = contracts.map((contract) => {
    const before = contracts.find(({ contract_id }) => contract_id === contract.predecessor_id)
    const start = readDay(contract.start_date)
    const isSince =
      start >= plus(month, 1 - revenue_retention_months, 'month') && start < plus(month, 1, 'month')
    const isOfAccount = contract.account_id === account && before?.account_id === account
    return isSince && isOfAccount && before.auto_renew === true ? Math.max(contract.arr - before.arr, 0) : 0
  })
  return money(increases.reduce((sum, increase) => sum + increase, 0) / 12)
}

/** Twelve times the current monthly revenue, plus signed contracts that begin later. */
export function annualFacts(data: Data, settings: Settings): readonly Fact[] {
  const withOrigin = attributesWithOrigin(data, settings)
  const today = floor(wallClock(settings.asOf - 1, settings.zone), 'day', settings)
  const running = floor(today, 'month', settings)
  const recurring = accountMonths(data, settings)
    .filter(({ month }) => month === running)
    .map(({ account, mrr }) => ({ account, arr: mrr * 12 }))
  const signed = contractsOf(data).filter(({ from }) => from > today)
  // counted already, as a running or a signed contract
  const replaced = contractsOf(data)
    .filter(
      (contract) =>
        contract.until >= today &&
        successorsOf(data, contract, settings.options.contract_late_renewal_grace_days).some(
          ({ from }) => from > today,
        ),
    )
    .map(({ account, arr }) => ({ account, arr: -arr }))
  return [...recurring, ...signed, ...replaced].map(({ account, arr }) => ({
    at: settings.asOf,
    attributes: withOrigin(account),
    numbers: { arr },
  }))
}

/**
 * The revenue of each account when its months were closed, the current one, and the reason for the difference.
 */
export function restatementFacts(data: Data, settings: Settings): readonly Fact[] {
  const said = (books: string) => {
    const items = activeItems(data, { ...settings, options: { ...settings.options, books } })
    return grouped(items, ({ account, month }) => JSON.stringify([account, month]))
  }
  const [then, now] = [said('closed'), said('current')]
  const sum = (items: readonly ActiveItem[] | undefined, of: 'worth' | 'amount') =>
    money((items ?? []).reduce((all, item) => all + item[of], 0))
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((key) => {
    const [account, month] = JSON.parse(key) as [string, number]
    const worths = { then: sum(then.get(key), 'worth'), now: sum(now.get(key), 'worth') }
    const change = sum(now.get(key), 'amount') - sum(then.get(key), 'amount')
    if (worths.then === 0 && worths.now === 0) return []
    const why = change > 0 ? 'late_payment' : change < 0 ? 'missed_payment' : 'exchange_rate'
    const restatement_reason = worths.then === worths.now ? null : why
    return [
      { at: month, attributes: { restatement_reason, ...accountAttributes(data, account) }, numbers: worths },
    ]
  })
}
