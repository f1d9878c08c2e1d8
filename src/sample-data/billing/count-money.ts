import { DAY, dayText, timeTextOrNull } from '../base/calendar.ts'
import type { Invoice } from './bill-subscriptions.ts'
import type { Commerce } from './commerce.ts'
import { recurringAt } from './commerce.ts'
import { exchangeRate } from '../finance/exchange.ts'
import { addTo } from '../base/totals.ts'
import type { Organisation } from '../organisations/organisation.ts'
import { paidPeriods } from './paid-periods.ts'
import { moneyText } from './prices.ts'
import type { Context } from '../base/context.ts'
import type { UseOfProduct } from '../usage/write-events.ts'

/** Recurring revenue of an organisation at each month end. */
export interface MoneyCount {
  /** Cents in the organisation's currency. */
  readonly own: Float64Array
  /** Cents in US dollars, at the rate on the last day of the month. */
  readonly usd: Float64Array
}

/** Computes an organisation's MRR and adds it to the company's totals. */
export function countMoney(
  { calendar, totals }: Context,
  organisation: Organisation,
  commerce: Commerce,
  invoices: readonly (readonly Invoice[])[],
): MoneyCount {
  const own = new Float64Array(calendar.months)
  const usd = new Float64Array(calendar.months)
  const motion = organisation.story
  let hasPaid = false
  if (motion === null) return { own, usd }
  const revenue = commerce.subscriptions.map((subscription, i) =>
    paidPeriods(commerce, subscription, invoices[i] ?? [], calendar.end),
  )
  for (let month = 0; month < calendar.months; month++) {
    const end = calendar.monthStarts[month + 1] ?? calendar.end
    const rate = exchangeRate(organisation.currency, end - DAY)
    let cents = 0
    for (const periods of revenue) {
      for (const period of periods) {
        const amount = recurringAt([period], end)
        cents += amount
        addTo(totals.mrrOfPlan[period.plan], month, (amount * rate) / 100)
      }
    }
    own[month] = cents
    usd[month] = cents * rate
    addTo(totals.mrr[motion], month, (cents * rate) / 100)
    if (cents > 0 && !hasPaid) addTo(totals.newMrr[motion], month, (cents * rate) / 100)
    hasPaid ||= cents > 0
  }
  return { own, usd }
}

/** Writes an organisation's line of the truth. */
export function writeTruth(
  { truth, calendar }: Context,
  organisation: Organisation,
  commerce: Commerce,
  { own }: MoneyCount,
  { firstActivationAt }: UseOfProduct,
): void {
  const monthText = (month: number): string => dayText(calendar.monthStarts[month] ?? 0).slice(0, 7)
  const churnedMonths: string[] = []
  const reactivatedMonths: string[] = []
  own.forEach((now, month) => {
    const before = month === 0 ? 0 : (own[month - 1] ?? 0)
    if (before > 0 && now === 0) churnedMonths.push(monthText(month))
    if (before === 0 && now > 0 && churnedMonths.length > 0) reactivatedMonths.push(monthText(month))
  })
  const hasPaid = own.some((cents) => cents > 0)
  const qualified = commerce.touches.filter((touch) => touch.isQualified).map((touch) => touch.at)
  truth.account({
    organisation: organisation.code,
    kind: organisation.kind,
    accountId: organisation.accountId,
    parentAccountId: organisation.parentAccountId,
    segment: organisation.segment,
    users: organisation.size,
    originMotion: hasPaid ? organisation.story : null,
    currency: organisation.currency,
    mrr: Array.from(own, moneyText),
    hadTrial: commerce.trial !== null,
    trialConverted: commerce.trial !== null && commerce.trial.convertedAt !== null,
    paywallDip: commerce.dip !== null,
    churned: hasPaid && own.at(-1) === 0,
    churnedMonths,
    reactivatedMonths,
    firstQualifiedTouchAt: timeTextOrNull(qualified.length === 0 ? null : Math.min(...qualified)),
    firstActivationAt: timeTextOrNull(firstActivationAt),
    payers: new Set(commerce.customers.map((customer) => customer.payerEmail)).size,
    consolidated: commerce.isConsolidated,
  })
}
