/*---
view: facts.trial_usage
description: >
  Whether the usage of the account falls before the end of each buyer's trial; before `as_of`, for a trial
  that has not ended.
owner: growth-data
grain: one row per buyer that had a trial
key: [buyer_id]
dimensions:
  usage_before_conversion:
    description: >
      Whether the account's weekly active users fell by more than usage_fall_share in the last 14 days before
      the end of the trial or the limit, compared with the 14 days before; for a running trial, before the
      query's `as_of`. Null when no user was active in the earlier 14 days.
    values: [decreasing, not_decreasing]
    requires: [product_events]
affected_with:
  core_action: { active_event: [none] }
  passive_events: { active_event: [none], core_action: [none] }
---*/

with

conversion_moment_usage as (

    select * from facts.conversion_moment_usage

),

final as (

    select
        account_key,
        buyer_id,
        users_in_run_up,
        users_before,
        usage_change,
        usage_before_conversion

    from conversion_moment_usage

    where moment_kind = 'trial_end'

)

select * from final
