import { DAY } from '../base/calendar.ts'
import type { Invoice } from './bill-subscriptions.ts'
import type { Commerce, Period, Subscription } from './commerce.ts'

const GRACE_DAYS = 14
/** Companies on a contract are given longer. */
const CONTRACT_GRACE_DAYS = 45

/**
 * What of a subscription is revenue, as known at the end: the end of what was paid for ends it once the next
 * term's invoice is past its due date by more than the grace. What is paid late is paid all the same, and an
 * unpaid invoice for seats added within a term that is paid for ends nothing.
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
