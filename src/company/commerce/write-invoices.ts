import { addMonths, DAY, HOUR, timeText } from '../calendar.ts'
import type { Commerce, Interval, Period, Subscription } from './commerce.ts'
import { isLive } from './commerce.ts'
import type { Organisation } from '../organisation/organisation.ts'
import { amountOfInterval, moneyText } from './prices.ts'
import type { Random } from '../random.ts'
import type { Setting } from '../setting.ts'

interface Bill {
  readonly from: number
  readonly until: number
  readonly cents: number
}

/** Writes `invoices`: one at the start of each billing cycle, and one for the rest of it when seats are added. */
export function writeInvoices(setting: Setting, organisation: Organisation, commerce: Commerce): void {
  const random = organisation.random.fork('invoices')
  for (const subscription of commerce.subscriptions) {
    const customer = commerce.customers[subscription.customer]
    if (customer === undefined) continue
    billsOf(subscription, setting.calendar.end).forEach((bill, i, bills) => {
      const isLast = i === bills.length - 1
      const hasChurned = (subscription.periods.at(-1)?.endedAt ?? Infinity) < setting.calendar.end
      const isUnpaid = isLast && hasChurned && random.chance(0.25)
      writeInvoice(setting, random, organisation, subscription, customer.id, i, bill, isUnpaid)
    })
  }
}

function billsOf(subscription: Subscription, end: number): readonly Bill[] {
  const { interval } = subscription
  const paid = subscription.periods.filter((period) => period.trialEnd === null)
  const bills: Bill[] = []
  let cycleEnd = 0
  let previous: Period | undefined
  for (const period of paid) {
    const isContinued = previous !== undefined && previous.endedAt === period.startedAt
    const isRenewed = interval === 'year' && period.startedAt >= cycleEnd
    if (isContinued && !isRenewed && period.startedAt < cycleEnd && previous !== undefined) {
      const more = period.monthly - period.discount - (previous.monthly - previous.discount)
      const share = (cycleEnd - period.startedAt) / (cycleEnd - cycleStart(cycleEnd, interval))
      const cents = Math.round(amountOfInterval(more, interval) * share)
      if (cents > 0) bills.push({ from: period.startedAt, until: cycleEnd, cents })
    }
    let from = isContinued ? Math.max(cycleEnd, period.startedAt) : period.startedAt
    while (from < end && isLive(period, from)) {
      cycleEnd = cycleStart(from, interval, 1)
      bills.push({
        from,
        until: cycleEnd,
        cents: amountOfInterval(period.monthly - period.discount, interval),
      })
      from = cycleEnd
    }
    previous = period
  }
  return bills
}

/** The time one cycle before, or after when `step` is 1. */
function cycleStart(second: number, interval: Interval, step: 1 | -1 = -1): number {
  if (interval === 'week') return second + step * 7 * DAY
  return addMonths(second, step * { month: 1, quarter: 3, year: 12 }[interval])
}

function writeInvoice(
  { tables, calendar }: Setting,
  random: Random,
  { currency }: Organisation,
  subscription: Subscription,
  customerId: string,
  number: number,
  bill: Bill,
  isUnpaid: boolean,
): void {
  const tax = currency === 'EUR' ? Math.round(bill.cents * 0.2) : 0
  // Cards are charged at once, contracts are paid when the invoice is due.
  const isByCard = subscription.interval !== 'year' || random.chance(0.3)
  const paidAt = Math.floor(bill.from + (isByCard ? HOUR : random.between(5, 45) * DAY))
  const isPaid = !isUnpaid && paidAt < calendar.end
  const total = moneyText(bill.cents + tax)
  tables.write('invoices', {
    invoice_id: `in-${subscription.id.slice(4)}-${number}`,
    customer_id: customerId,
    subscription_id: subscription.id,
    issued_at: timeText(bill.from),
    paid_at: isPaid ? timeText(paidAt) : null,
    period_start: timeText(bill.from),
    period_end: timeText(bill.until),
    subtotal: moneyText(bill.cents),
    tax: moneyText(tax),
    total,
    amount_paid: isPaid ? total : '0.00',
    currency,
    status: isPaid ? 'paid' : isUnpaid ? 'uncollectible' : 'open',
  })
}
