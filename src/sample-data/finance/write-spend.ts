import { dayText } from '../base/calendar.ts'
import type { Motion } from '../organisations/organisation.ts'
import { moneyText } from '../billing/prices.ts'
import { Random } from '../base/random.ts'
import type { Context } from '../base/context.ts'

/** Acquisition cost per new dollar of MRR, in months of gross profit, and its distribution. */
const EFFORT: Readonly<Record<Motion, { readonly months: number; readonly goesTo: readonly (readonly [string, string, number])[] }>> = {
  PLG: { months: 7.5, goesTo: [['paid_search', 'media', 0.34], ['paid_social', 'media', 0.22], ['content', 'salaries', 0.28], ['referral', 'programs', 0.06], ['lifecycle', 'tools', 0.1]] },
  PLS: { months: 9, goesTo: [['sales_team', 'salaries', 0.62], ['sales_team', 'commission', 0.16], ['content', 'media', 0.14], ['sales_team', 'tools', 0.08]] },
  SLG: { months: 13, goesTo: [['outbound', 'salaries', 0.5], ['outbound', 'commission', 0.15], ['events', 'programs', 0.2], ['partners', 'agency', 0.08], ['outbound', 'tools', 0.07]] },
} // prettier-ignore

/**
 * Writes `spend` by month, motion, channel and category. Spend precedes and follows the new revenue, so it
 * uses the neighbouring months too.
 */
export function writeSpend({ tables, calendar, totals, seed }: Context): void {
  const random = new Random(`${seed}/spend`)
  for (let month = 0; month < calendar.months; month++) {
    const day = dayText(calendar.monthStarts[month] ?? calendar.start)
    let sum = 0
    for (const motion of ['PLG', 'PLS', 'SLG'] as const) {
      const { months, goesTo } = EFFORT[motion]
      const budget = smooth(totals.newMrr[motion], month) * months * 0.8 * random.between(0.9, 1.1) + 150
      sum += budget
      for (const [channel, category, share] of goesTo) {
        const amount = moneyText(Math.round(budget * share * random.between(0.92, 1.08) * 100))
        tables.write('spend', { month: day, motion, channel, category, amount, currency: 'USD' })
      }
    }
    for (const [channel, category, share] of [
      ['brand', 'agency', 0.05],
      ['operations', 'tools', 0.03],
    ] as const) {
      const amount = moneyText(Math.round(sum * share * 100))
      tables.write('spend', { month: day, motion: 'shared', channel, category, amount, currency: 'USD' })
    }
  }
}

function smooth(values: Float64Array, month: number): number {
  const before = values[month - 1] ?? values[month] ?? 0
  const after = values[month + 1] ?? values[month] ?? 0
  return 0.25 * before + 0.5 * (values[month] ?? 0) + 0.25 * after
}
