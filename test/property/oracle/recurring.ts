import type { Data } from './data.ts'

export type Period = NonNullable<Data['subscription_periods']>[number]

/** What is paid for again and again: a trial is not, and neither is what is metered. */
export function recurringPeriods({ subscription_periods = [] }: Data): readonly Period[] {
  return subscription_periods.filter(
    ({ is_trial, usage_type }) => is_trial !== true && usage_type !== 'metered',
  )
}
