/*---
view: pages.account_segment
description: The segment of each started account as of `as_of`, and the one at the end of the month before.
owner: growth-data
grain: one row per started account
key: [account_key]
requires: [product_events, accounts]
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
columns:
  plan_state: { description: "How the account pays." }
  previous_segment: { description: "Null in the month in which the account started." }
---*/

with

account_segments as (

    select * from facts.account_segments

),

running_month as (

    select * from parameters.running_month

),

final as (

    select
        account_segments.account_key,
        account_segments.plan_state,
        account_segments.segment,
        account_segments.previous_segment

    from account_segments

    inner join running_month
        on account_segments.month = running_month.month

)

select * from final
