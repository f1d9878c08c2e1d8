/** A file for a new signal that passes the rules: accounts whose condition is true at the ends of weeks. */
export function signalTemplate(name: string, owner: string): string {
  return `/*---
view: ${name}
description: The condition that ${name} detects, at the end of a week.
owner: ${owner}
grain: one row per account and week at whose end the condition is true
key: [subject_key, evaluated_at]
signal: { subject: account, severity: medium, act_by: sales, evaluated: week }
requires: [product_events]
---*/

with

account_usage as (

    select * from facts.account_usage

),

final as (

    select
        account_key,
        account_key as subject_key,
        evaluated_at,
        jsonb_build_object('active_users', active_users) as evidence

    from account_usage

    where
        evaluation = 'week'
        and window_days = 28
        and active_users > 100

)

select * from final
`
}
