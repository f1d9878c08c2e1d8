import type { Data } from '../data/data.ts'
import { excludedCustomers } from '../data/excluded.ts'
import { remembered } from '../memo.ts'

export type Period = NonNullable<Data['subscription_periods']>[number]

/** Items of customers that are not excluded, metered ones included; trials are not revenue. */
export const paidItemPeriods: (data: Data) => readonly Period[] = remembered((data) =>
  (data.subscription_periods ?? []).filter(
    ({ customer_id, is_trial }) => is_trial !== true && !excludedCustomers(data).has(customer_id),
  ),
)

/** Recurring items of customers that are not excluded; trials and metered items are not recurring. */
export const recurringPeriods: (data: Data) => readonly Period[] = remembered((data) =>
  paidItemPeriods(data).filter(({ usage_type }) => usage_type !== 'metered'),
)
