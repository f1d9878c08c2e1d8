import type { Data } from '../data/data.ts'
import { excludedCustomers } from '../data/excluded.ts'
import { remembered } from '../memo.ts'

export type Period = NonNullable<Data['subscription_periods']>[number]

/** Recurring items of customers that are not excluded; trials and metered items are not recurring. */
export const recurringPeriods: (data: Data) => readonly Period[] = remembered((data) =>
  (data.subscription_periods ?? []).filter(
    ({ customer_id, is_trial, usage_type }) =>
      is_trial !== true && usage_type !== 'metered' && !excludedCustomers(data).has(customer_id),
  ),
)
