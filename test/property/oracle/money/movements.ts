import { firstInstant, plus } from '../question/clock.ts'
import type { Data } from '../data/data.ts'
import { grouped } from '../memo.ts'
import type { Settings } from '../question/settings.ts'
import { money, payerMonths, type PaidMonth } from './subscriptions.ts'

/** A change of a payer's revenue from one month's end to the next. */
export interface Movement {
  readonly account: string
  readonly payer: string
  readonly month: number
  readonly plan: string | null
  readonly start: number
  readonly end: number
  /** The change caused by exchange rates. */
  readonly fx: number
  readonly change: number
  readonly paidBefore: boolean
  readonly paysNow: boolean
  readonly kind: 'new' | 'reactivation' | 'churn' | 'expansion' | 'contraction' | null
  readonly movedAt: number
}

export function movementsOf(data: Data, settings: Settings): readonly Movement[] {
  const payers = grouped(payerMonths(data, settings), ({ account, payer }) =>
    JSON.stringify([account, payer]),
  )
  return [...payers.values()].flatMap((months) => {
    const { account = '', payer = '' } = months[0] ?? {}
    const at = new Map(months.map((one) => [one.month, one]))
    const firstMonth = Math.min(...months.filter(({ isPaying }) => isPaying).map(({ month }) => month))
    const all = new Set([...at.keys()].flatMap((month) => [month, plus(month, 1, 'month')]))
    return [...all]
      .filter((month) => firstInstant(month, settings.zone) < settings.asOf)
      .map((month): Movement => {
        const before = at.get(plus(month, -1, 'month'))
        const now = at.get(month)
        const monthStart = firstInstant(month, settings.zone)
        const start = before?.mrr ?? 0
        const end = now?.mrr ?? 0
        const fx = before && now ? ratesAlone(before, now) : 0
        const change = money(end - start - fx)
        const paidBefore = before?.isPaying ?? false
        const paysNow = now?.isPaying ?? false
        const kind = (): Movement['kind'] => {
          if (month === firstMonth) return 'new'
          if (paysNow && !paidBefore) return 'reactivation'
          if (paidBefore && !paysNow) return 'churn'
          if (change === 0) return null
          return change > 0 ? 'expansion' : 'contraction'
        }
        return {
          account,
          payer,
          month,
          plan: (now ?? before)?.plan ?? null,
          start,
          end,
          fx,
          change,
          paidBefore,
          paysNow,
          kind: kind(),
          movedAt: now !== undefined && now.newestStart > -Infinity ? now.newestStart : monthStart,
        }
      })
  })
}

/** Last month's revenue at this month's rate, where the currency still exists, less last month's revenue. */
function ratesAlone(before: PaidMonth, now: PaidMonth): number {
  const then = grouped(before.items, ({ currency }) => currency)
  const today = grouped(now.items, ({ currency }) => currency)
  return money(
    [...then].reduce((sum, [currency, items]) => {
      const kept = today.get(currency)
      if (kept === undefined) return sum
      return sum + items.reduce((all, { amount }) => all + amount, 0) * (rateIn(kept) - rateIn(items))
    }, 0),
  )
}

/** The month's rate of a currency; all its items share it. */
function rateIn(items: readonly { readonly amount: number; readonly worth: number }[]): number {
  const priced = items.find(({ amount }) => amount !== 0)
  return priced === undefined ? 1 : priced.worth / priced.amount
}
