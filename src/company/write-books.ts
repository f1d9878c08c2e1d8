import { dayText } from './calendar.ts'
import { writeExchangeRates } from './exchange.ts'
import type { Plan } from './ledger.ts'
import type { Motion } from './organisation.ts'
import { moneyText } from './prices.ts'
import { Random } from './random.ts'
import type { Setting } from './setting.ts'

const MARGINS: readonly (readonly [Plan, number])[] = [['free', 0], ['pro', 0.84], ['business', 0.81], ['enterprise', 0.76]] // prettier-ignore

/** Months of gross profit that acquiring a new dollar of MRR is meant to cost, and where it goes. */
const EFFORT: Readonly<Record<Motion, { readonly months: number; readonly goesTo: readonly (readonly [string, string, number])[] }>> = {
  PLG: { months: 7.5, goesTo: [['paid_search', 'media', 0.34], ['paid_social', 'media', 0.22], ['content', 'salaries', 0.28], ['referral', 'programs', 0.06], ['lifecycle', 'tools', 0.1]] },
  PLS: { months: 9, goesTo: [['sales_team', 'salaries', 0.62], ['sales_team', 'commission', 0.16], ['content', 'media', 0.14], ['sales_team', 'tools', 0.08]] },
  SLG: { months: 13, goesTo: [['outbound', 'salaries', 0.5], ['outbound', 'commission', 0.15], ['events', 'programs', 0.2], ['partners', 'agency', 0.08], ['outbound', 'tools', 0.07]] },
} // prettier-ignore

/** Writes the tables that are the whole company's: `plan_limits`, `fx_rates`, `gross_margin`, `spend`, and the free plan's `cost_to_serve`. */
export function writeBooks(setting: Setting): void {
  writePlanLimits(setting)
  writeExchangeRates(setting.tables, setting.calendar)
  writeMargins(setting)
  writeSpend(setting)
  writeFreeCosts(setting)
}

/** Scaled to a company in which a workspace sends hundreds of messages, so that some reach the limit. */
function writePlanLimits({ tables }: Setting): void {
  tables.write('plan_limits', { plan: 'free', meter: 'messages', limit_quantity: 200, kind: 'cumulative' })
  tables.write('plan_limits', { plan: 'free', meter: 'exports', limit_quantity: 5, kind: 'per_period' })
  tables.write('plan_limits', { plan: 'pro', meter: 'exports', limit_quantity: 25, kind: 'per_period' })
  tables.write('plan_limits', { plan: 'business', meter: 'exports', limit_quantity: 100, kind: 'per_period' })
}

function writeMargins({ tables, calendar, seed }: Setting): void {
  const random = new Random(`${seed}/margins`)
  for (let month = 0; month < calendar.months; month++) {
    for (const [plan, margin] of MARGINS) {
      const shown = margin === 0 ? 0 : margin + random.between(-0.02, 0.02)
      tables.write('gross_margin', {
        month: monthText(setting(calendar, month)),
        plan,
        margin: shown.toFixed(3),
      })
    }
  }
}

/** Spend runs ahead of and behind the new revenue it brings, so it follows the neighbouring months too. */
function writeSpend({ tables, calendar, ledger, seed }: Setting): void {
  const random = new Random(`${seed}/spend`)
  for (let month = 0; month < calendar.months; month++) {
    const day = monthText(setting(calendar, month))
    let sum = 0
    for (const motion of ['PLG', 'PLS', 'SLG'] as const) {
      const { months, goesTo } = EFFORT[motion]
      const budget = smooth(ledger.newMrr[motion], month) * months * 0.8 * random.between(0.9, 1.1) + 150
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

/** Whoever pays nothing costs something too; and every paid plan costs fees that no account is charged with. */
function writeFreeCosts({ tables, calendar, ledger }: Setting): void {
  for (let month = 0; month < calendar.months; month++) {
    const common = { month: monthText(setting(calendar, month)) }
    const events = ledger.freeEvents[month] ?? 0
    const hosting = moneyText(Math.round(events * 0.9))
    tables.write('cost_to_serve', { ...common, plan: 'free', category: 'hosting', amount: hosting })
    for (const plan of ['pro', 'business', 'enterprise'] as const) {
      const fees = moneyText(Math.round((ledger.mrrOfPlan[plan][month] ?? 0) * 2.9))
      tables.write('cost_to_serve', { ...common, plan, category: 'payment_fees', amount: fees })
    }
  }
}

function smooth(values: Float64Array, month: number): number {
  const before = values[month - 1] ?? values[month] ?? 0
  const after = values[month + 1] ?? values[month] ?? 0
  return 0.25 * before + 0.5 * (values[month] ?? 0) + 0.25 * after
}

function monthText(second: number): string {
  return dayText(second)
}

function setting(calendar: Setting['calendar'], month: number): number {
  return calendar.monthStarts[month] ?? calendar.start
}
