import { addMonths, DAY, HOUR } from '../base/calendar.ts'
import type { Calendar } from '../base/calendar.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { Random } from '../base/random.ts'
import { isLive } from './commerce.ts'
import type { Commerce, Interval, Period, Subscription } from './commerce.ts'
import { amountOfInterval } from './prices.ts'

/** An invoice and its outcome. */
export interface Invoice {
  readonly from: number
  readonly until: number
  /** Before tax, in the customer's currency. */
  readonly cents: number
  /** True for seats added within a term, billed in addition to the term. */
  readonly isProration: boolean
  /** Null when a card is charged at once. */
  readonly dueAt: number | null
  /** Null when it was not paid before the end of the data. */
  readonly paidAt: number | null
  readonly status: 'paid' | 'open' | 'uncollectible'
}

/** Payment terms of invoices that are not paid by card. */
const NET_DAYS = 30
/** How long after its due date an unpaid invoice is written off. */
const GIVEN_UP_DAYS = 60

/**
 * The invoices of each subscription, in its order: one per billing cycle, and one for the rest of the cycle
 * when seats are added.
 */
export function billSubscriptions(
  calendar: Calendar,
  organisation: Organisation,
  commerce: Commerce,
): readonly (readonly Invoice[])[] {
  const random = organisation.random.fork('invoices')
  return commerce.subscriptions.map((subscription) => {
    const hasChurned = (subscription.periods.at(-1)?.endedAt ?? Infinity) < calendar.end
    return billsOf(subscription, calendar.end).map((bill, number, bills): Invoice => {
      if (subscription.payment !== null) return settled(bill, subscription, number, calendar.end)
      const isLast = number === bills.length - 1
      return drawn(random, bill, subscription.interval, isLast && hasChurned, calendar.end)
    })
  })
}

type Bill = Pick<Invoice, 'from' | 'until' | 'cents' | 'isProration'>

/** Cards are charged at once, contracts are paid around the time when the invoice is due. */
function drawn(random: Random, bill: Bill, interval: Interval, mayFail: boolean, end: number): Invoice {
  const isUnpaid = mayFail && random.chance(0.25)
  const isByCard = interval !== 'year' || random.chance(0.3)
  const paidAt = Math.floor(bill.from + (isByCard ? HOUR : random.between(5, 45) * DAY))
  const isPaid = !isUnpaid && paidAt < end
  return {
    ...bill,
    dueAt: isByCard ? null : bill.from + NET_DAYS * DAY,
    paidAt: isPaid ? paidAt : null,
    status: isPaid ? 'paid' : isUnpaid ? 'uncollectible' : 'open',
  }
}

/** As in the subscription's payment plan. */
function settled(bill: Bill, { payment }: Subscription, number: number, end: number): Invoice {
  const isNet = payment?.terms === 'net_30'
  const dueAt = isNet ? bill.from + NET_DAYS * DAY : null
  const after = payment?.unusual[number] === undefined ? (isNet ? 20 : 0) : payment.unusual[number]
  const paidAt = after === null ? null : bill.from + HOUR + after * DAY
  const isPaid = paidAt !== null && paidAt < end
  const isGivenUp = after === null && (dueAt ?? bill.from) + GIVEN_UP_DAYS * DAY < end
  return {
    ...bill,
    dueAt,
    paidAt: isPaid ? paidAt : null,
    status: isPaid ? 'paid' : isGivenUp ? 'uncollectible' : 'open',
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
      if (cents > 0) bills.push({ from: period.startedAt, until: cycleEnd, cents, isProration: true })
    }
    let from = isContinued ? Math.max(cycleEnd, period.startedAt) : period.startedAt
    while (from < end && isLive(period, from)) {
      cycleEnd = cycleStart(from, interval, 1)
      const cents = amountOfInterval(period.monthly - period.discount, interval)
      bills.push({ from, until: cycleEnd, cents, isProration: false })
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
