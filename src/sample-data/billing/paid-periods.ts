import { DAY } from '../base/calendar.ts'
import type { Invoice } from './bill-subscriptions.ts'
import type { Commerce, Period, Subscription } from './commerce.ts'

const GRACE_DAYS = 14
/** Grace period for companies on a contract. */
const CONTRACT_GRACE_DAYS = 45

/**
 * The part of a subscription that is revenue, as known at the end of the data. It ends with the last paid
 * term once the next term's invoice is overdue by more than the grace period. Late payments count as paid,
 * and an unpaid invoice for seats added within a paid term ends nothing.
 */
export function paidPeriods(
  { contracts }: Pick<Commerce, 'contracts'>,
  subscription: Subscription,
  invoices: readonly Invoice[],
  end: number,
): readonly Period[] {
  const grace = (contracts.length > 0 && subscription.interval === 'year' ? CONTRACT_GRACE_DAYS : GRACE_DAYS) * DAY // prettier-ignore
  const terms = invoices.filter(({ isProration }) => !isProration)
  const lastPaid = terms.findLastIndex(({ paidAt }) => paidAt !== null)
  const givenUp = terms
    .slice(lastPaid + 1)
    .find(({ from, dueAt, paidAt }) => paidAt === null && (dueAt ?? from) + grace < end)
  if (givenUp === undefined) return subscription.periods
  return subscription.periods
    .filter(({ startedAt }) => startedAt < givenUp.from)
    .map((period) => ({ ...period, endedAt: Math.min(period.endedAt ?? Infinity, givenUp.from) }))
}
