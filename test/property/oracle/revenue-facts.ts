import { accountAttributes, type Attributes } from './attributes.ts'
import { day, floor, plus, readDay, wallClock } from './clock.ts'
import type { Data } from './data.ts'
import type { Fact } from './fact.ts'
import { grouped } from './memo.ts'
import { motionsOf } from './motions.ts'
import type { Settings } from './settings.ts'
import { accountMonths, monthsBegun, payerMonths } from './subscriptions.ts'

/** How each account's revenue moved, month by month. */
export function revenueFacts(data: Data, settings: Settings): readonly Fact[] {
  return motionsOf(data, settings).map(
    ({ account, month, plan, start, end, fx, change, kind, origin, motion }) => ({
      at: month,
      attributes: {
        plan,
        movement_motion: motion,
        origin_motion: origin,
        ...accountAttributes(data, account),
      },
      movement: kind,
      numbers: { start, end, fx, change },
    }),
  )
}

/** What is known of an account, and the motion that won its first revenue; null when it never paid. */
function attributesWithOrigin(data: Data, settings: Settings): (account: string) => Attributes {
  const origins = new Map(motionsOf(data, settings).map(({ account, origin }) => [account, origin]))
  return (account) => ({
    origin_motion: origins.get(account) ?? null,
    ...accountAttributes(data, account),
  })
}

/** What who paid so long ago paid then, and pays now. */
export function retentionFacts(data: Data, settings: Settings): readonly Fact[] {
  const all = payerMonths(data, settings)
  const begun = new Set(monthsBegun(data, settings))
  const withOrigin = attributesWithOrigin(data, settings)
  return all.flatMap(({ account, payer, month, mrr }) => {
    const later = plus(month, settings.options.retention_months, 'month')
    const then = all.find((one) => one.account === account && one.payer === payer && one.month === later)
    const now = then?.mrr ?? 0
    return begun.has(later)
      ? [{ at: later, attributes: withOrigin(account), numbers: { then: mrr, now } }]
      : []
  })
}

/** What live contracts are worth a year or, without one, twelve months. A contract runs on its last day, too. */
export function annualFacts(data: Data, settings: Settings): readonly Fact[] {
  const paying = accountMonths(data, settings)
  const today = floor(wallClock(settings.asOf, settings.zone), 'day', settings)
  const withOrigin = attributesWithOrigin(data, settings)
  return monthsBegun(data, settings).flatMap((month) => {
    const lookedAt = Math.min(plus(month, 1, 'month') - day, today)
    const live = grouped(
      (data.contracts ?? []).filter(
        ({ start_date, end_date }) => readDay(start_date) <= lookedAt && readDay(end_date) >= lookedAt,
      ),
      ({ account_id }) => account_id,
    )
    const contracted = [...live].map(([account, contracts]) => ({
      account,
      arr: contracts.reduce((sum, { arr }) => sum + arr, 0),
    }))
    const selfServed = paying
      .filter((one) => one.month === month && !live.has(one.account))
      .map(({ account, mrr }) => ({ account, arr: mrr * 12 }))
    return [...contracted, ...selfServed].map(({ account, arr }) => ({
      at: month,
      attributes: withOrigin(account),
      numbers: { arr },
    }))
  })
}
