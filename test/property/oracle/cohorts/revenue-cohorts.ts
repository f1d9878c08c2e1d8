import { accountAttributes, type Attributes } from '../data/attributes.ts'
import { periodsBetween } from '../question/clock.ts'
import type { CohortCell } from './cohort-cell.ts'
import { startedAges } from '../usage/started-ages.ts'
import { endsInTime, startsInTime, type Frame } from '../question/frame.ts'
import { first, grouped } from '../memo.ts'
import { motionsOf } from '../money/motions.ts'
import { payerMonths } from '../money/subscriptions.ts'

/** Payers by count, by revenue, or by revenue capped at that of the first month. */
export type Weight = 'heads' | 'mrr' | 'capped'

/** Payers by the month of their first revenue, with their state at the end of every month since. */
export function revenueCells(
  frame: Frame,
  weight: Weight,
  isOfActor: (attributes: Attributes) => boolean,
  toGroup: (attributes: Attributes) => string,
): ReadonlyMap<string, CohortCell> {
  const { data, settings } = frame
  const motions = motionsOf(data, settings)
  const paying = payerMonths(data, settings).filter(({ isPaying }) => isPaying)
  const all = grouped(paying, ({ account, payer }) => JSON.stringify([account, payer]))
  const payers = [...all.values()].flatMap((months) => {
    const start = first(months, ({ month }) => month)
    if (start === undefined) return []
    const { account, payer } = start
    const motion = motions.find(
      (one) => one.account === account && one.payer === payer && one.month === start.month,
    )
    const attributes: Attributes = {
      first_plan: start.plan,
      movement_motion: motion?.motion ?? null,
      origin_motion: motion?.origin ?? null,
      ...accountAttributes(data, account),
    }
    const isRequested = startsInTime(frame, start.month, true) && endsInTime(frame, start.month, true)
    return isRequested && isOfActor(attributes)
      ? [{ cohort: start.month, start: start.mrr, months, group: toGroup(attributes) }]
      : []
  })
  const worth = (mrr: number, start: number) =>
    weight === 'heads' ? 1 : weight === 'mrr' ? mrr : Math.min(mrr, start)
  const cells = new Map<string, CohortCell>()
  for (const members of grouped(payers, ({ cohort, group }) => JSON.stringify([cohort, group])).values()) {
    const [one] = members
    if (one === undefined) continue
    const base = members.reduce((sum, { start }) => sum + (weight === 'heads' ? 1 : start), 0)
    for (const { age, maturity } of startedAges(frame, 'month', one.cohort)) {
      const retained = members
        .flatMap(({ cohort, start, months }) =>
          months
            .filter(({ month }) => periodsBetween(cohort, month, 'month') === age)
            .map(({ mrr }) => worth(mrr, start)),
        )
        .reduce((sum, amount) => sum + amount, 0)
      cells.set(JSON.stringify([one.cohort, age, one.group]), { retained, base, maturity })
    }
  }
  return cells
}
