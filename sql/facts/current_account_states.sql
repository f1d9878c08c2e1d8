/*---
view: facts.current_account_states
description: >
  The segment of each account as of `as_of`, the way in which it pays, and its plan. Null segments are those
  of accounts that have not started.
owner: growth-data
grain: one row per account that has started or pays
key: [account_key]
dimensions:
  segment: { from: facts.account_segments, immutable: false }
  plan_state: { from: facts.account_segments, immutable: false }
  account_plan: { from: facts.account_months, column: account_plan, immutable: false }
---*/

with

account_segments as (

    select * from facts.account_segments

),

account_months as (

    select * from facts.account_months

),

running_month as (

    select * from parameters.running_month

),

segments as (

    select
        account_segments.account_key,
        account_segments.segment,
        account_segments.plan_state

    from account_segments

    inner join running_month
        on account_segments.month = running_month.month

),

plans as (

    select
        account_months.account_key,
        account_months.plan

    from account_months

    inner join running_month
        on account_months.month = running_month.month

),

final as (

    select
        coalesce(segments.account_key, plans.account_key) as account_key,
        segments.segment,
        segments.plan_state,
        plans.plan as account_plan

    from segments

    full outer join plans
        on segments.account_key = plans.account_key

)

select * from final
