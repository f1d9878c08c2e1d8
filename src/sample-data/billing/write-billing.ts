import { timeText, timeTextOrNull } from '../base/calendar.ts'
import type { Commerce, Interval, Period, Subscription } from './commerce.ts'
import type { Organisation } from '../organisations/organisation.ts'
import { amountOfInterval, moneyText } from './prices.ts'
import type { Context } from '../base/context.ts'
import type { Teams } from '../teams/workspace.ts'

/** Writes `billing_customers` and `subscription_periods` of an organisation. */
export function writeBilling(
  context: Context,
  organisation: Organisation,
  teams: Teams,
  commerce: Commerce,
): void {
  const random = organisation.random.fork('billing')
  commerce.customers.forEach((customer, number) => {
    const periods = commerce.subscriptions.filter((s) => s.customer === number).flatMap((s) => s.periods)
    const isOver = periods.every((period) => period.endedAt !== null && period.endedAt < context.calendar.end)
    context.tables.write('billing_customers', {
      customer_id: customer.id,
      account_id: customer.hasAccountId ? organisation.accountId : null,
      workspace_id: customer.hasWorkspaceId ? teams.workspaces[customer.workspace ?? 0]?.id : null,
      payer_email: customer.payerEmail,
      payer_user_id: customer.payerUserId,
      created_at: timeText(customer.createdAt),
      is_deleted: isOver && random.chance(0.1),
    })
  })
  for (const subscription of commerce.subscriptions) {
    const customer = commerce.customers[subscription.customer]
    if (customer !== undefined)
      writePeriods(context, organisation, subscription, customer.id, random.chance(0.4))
  }
}

function writePeriods(
  { tables, calendar }: Context,
  { currency }: Organisation,
  subscription: Subscription,
  customerId: string,
  countsMonths: boolean,
): void {
  const { id, interval, isMetered } = subscription
  subscription.periods.forEach((period, i) => {
    const shown = billingInterval(interval, countsMonths)
    tables.write('subscription_periods', {
      period_id: `${id}-p${i}`,
      subscription_id: id,
      item_id: `${id}-i0`,
      customer_id: customerId,
      plan: period.plan,
      seats: period.seats,
      started_at: timeText(period.startedAt),
      ended_at: timeTextOrNull(period.endedAt),
      amount: moneyText(amountOfInterval(period.monthly, interval)),
      interval: shown.interval,
      interval_count: shown.count,
      discount_amount: period.discount === 0 ? null : moneyText(amountOfInterval(period.discount, interval)),
      currency,
      is_trial: period.trialEnd !== null,
      trial_end: timeTextOrNull(period.trialEnd),
      usage_type: 'licensed',
      cancelled_at: timeTextOrNull(knownBy(calendar.end, period)),
    })
    if (isMetered && period.trialEnd === null) {
      tables.write('subscription_periods', {
        period_id: `${id}-m${i}`,
        subscription_id: id,
        item_id: `${id}-i1`,
        customer_id: customerId,
        plan: period.plan,
        started_at: timeText(period.startedAt),
        ended_at: timeTextOrNull(period.endedAt),
        amount: moneyText(500 + 75 * period.seats),
        interval: 'month',
        interval_count: 1,
        currency,
        is_trial: false,
        usage_type: 'metered',
      })
    }
  })
}

/** Some billing systems write "every 3 months" where others write "every quarter". */
function billingInterval(interval: Interval, countsMonths: boolean): { interval: Interval; count: number } {
  if (countsMonths && interval === 'quarter') return { interval: 'month', count: 3 }
  return { interval, count: 1 }
}

/** A cancellation after the end of the data is not yet known. */
function knownBy(end: number, { cancelledAt }: Period): number | null {
  return cancelledAt !== null && cancelledAt < end ? cancelledAt : null
}
