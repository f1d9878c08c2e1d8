import type { Attributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import type { Fact } from '../fact.ts'
import { grouped } from '../memo.ts'
import { plus } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { motionsOf } from './motions.ts'
import { activeItems, money } from './subscriptions.ts'

/** Payers that pay at the ends of two months, with their plans and billing intervals. */
export function planChangeFacts(
  data: Data,
  settings: Settings,
  withOrigin: (account: string) => Attributes,
): readonly Fact[] {
  const keyOf = (account: string, payer: string, month: number) => JSON.stringify([account, payer, month])
  const items = grouped(activeItems(data, settings), ({ account, payer, month }) =>
    keyOf(account, payer, month),
  )
  const intervalOf = (key: string): string | null => {
    const totals = [...grouped(items.get(key) ?? [], ({ interval }) => interval)].map(([interval, own]) => ({
      interval,
      worth: money(own.reduce((sum, { worth }) => sum + worth, 0)),
    }))
    const [most] = totals.sort((a, b) => b.worth - a.worth || (a.interval < b.interval ? -1 : 1))
    return most?.interval ?? null
  }
  const movements = motionsOf(data, settings).filter(({ paysNow }) => paysNow)
  const plans = new Map(
    movements.map(({ account, payer, month, plan }) => [keyOf(account, payer, month), plan]),
  )
  return movements
    .filter(({ paidBefore }) => paidBefore)
    .map(({ account, payer, month, plan, change }) => {
      const before = keyOf(account, payer, plus(month, -1, 'month'))
      const interval = intervalOf(keyOf(account, payer, month))
      const earlierInterval = intervalOf(before)
      const earlierPlan = plans.get(before) ?? null
      const isBeforeAnnual = earlierInterval === 'monthly' || earlierInterval === 'quarterly'
      const isNewPlan = plan !== earlierPlan
      const isNewInterval = interval !== null && earlierInterval !== null && interval !== earlierInterval
      return {
        at: month,
        attributes: {
          plan,
          previous_plan: earlierPlan,
          billing_interval: interval,
          previous_billing_interval: earlierInterval,
          ...withOrigin(account),
        },
        numbers: {
          isNewPlan: Number(isNewPlan),
          isNewInterval: Number(isNewInterval),
          isBeforeAnnual: Number(isBeforeAnnual),
          isMove: Number(isBeforeAnnual && interval === 'annual'),
          change: isNewPlan || isNewInterval ? change : 0,
        },
      }
    })
}
