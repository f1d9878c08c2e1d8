import { dayText } from '../base/calendar.ts'
import { writeExchangeRates } from './exchange.ts'
import type { Plan } from '../base/totals.ts'
import { moneyText } from '../billing/prices.ts'
import { Random } from '../base/random.ts'
import type { Context } from '../base/context.ts'
import { writeSpend } from './write-spend.ts'

const MARGINS: readonly (readonly [Plan, number])[] = [['free', 0], ['pro', 0.84], ['business', 0.81], ['enterprise', 0.76]] // prettier-ignore

/**
 * Writes the company-wide tables: `plan_limits`, `fx_rates`, `gross_margin`, `spend`, and the free plan's
 * `cost_to_serve`.
 */
export function writeFinance(context: Context): void {
  writePlanLimits(context)
  writeExchangeRates(context.tables, context.calendar)
  writeMargins(context)
  writeSpend(context)
  writeFreeCosts(context)
}

/** scaled to workspaces with hundreds of messages, so that some reach the limit */
function writePlanLimits({ tables }: Context): void {
  tables.write('plan_limits', { plan: 'free', meter: 'messages', limit_quantity: 200, kind: 'cumulative' })
  tables.write('plan_limits', { plan: 'free', meter: 'exports', limit_quantity: 5, kind: 'per_period' })
  tables.write('plan_limits', { plan: 'pro', meter: 'exports', limit_quantity: 25, kind: 'per_period' })
  tables.write('plan_limits', { plan: 'business', meter: 'exports', limit_quantity: 100, kind: 'per_period' })
}

function writeMargins({ tables, calendar, seed }: Context): void {
  const random = new Random(`${seed}/margins`)
  for (let month = 0; month < calendar.months; month++) {
    for (const [plan, margin] of MARGINS) {
      const shown = margin === 0 ? 0 : margin + random.between(-0.02, 0.02)
      tables.write('gross_margin', {
        month: monthText(calendar, month),
        plan,
        margin: shown.toFixed(3),
      })
    }
  }
}

/** Free workspaces also cause costs, and every paid plan has fees that are not assigned to an account. */
function writeFreeCosts({ tables, calendar, totals }: Context): void {
  for (let month = 0; month < calendar.months; month++) {
    const common = { month: monthText(calendar, month) }
    const events = totals.freeEvents[month] ?? 0
    const hosting = moneyText(Math.round(events * 0.9))
    tables.write('cost_to_serve', { ...common, plan: 'free', category: 'hosting', amount: hosting })
    for (const plan of ['pro', 'business', 'enterprise'] as const) {
      const fees = moneyText(Math.round((totals.mrrOfPlan[plan][month] ?? 0) * 2.9))
      tables.write('cost_to_serve', { ...common, plan, category: 'payment_fees', amount: fees })
    }
  }
}

function monthText(calendar: Context['calendar'], month: number): string {
  return dayText(calendar.monthStarts[month] ?? calendar.start)
}
