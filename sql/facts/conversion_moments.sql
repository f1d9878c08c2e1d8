/*---
view: facts.conversion_moments
description: >
  Every moment at which an account is asked to pay, or to pay more: the end of a trial, and a use that reached
  a limit of the plan, free or paid. A trial that has not ended by `as_of` is measured at `as_of`.
owner: growth-data
grain: one row per trial of a buyer, and one per use that reached a limit
key: [moment_kind, moment_id]
time: measured_at
---*/

with

trials as (

    select * from facts.trials

),

limit_reaches as (

    select * from facts.limit_reaches

),

trial_ends as (

    select
        trials.account_key,
        'trial_end' as moment_kind,
        trials.buyer_id as moment_id,
        trials.buyer_id,
        least(trials.ends_at, parameters.as_of) as measured_at,
        trials.ends_at <= parameters.as_of as is_over

    from trials

    cross join parameters.business as parameters

),

limits_reached as (

    select
        account_key,
        'limit_reached' as moment_kind,
        workspace_id || ' ' || meter || ' ' || used_by as moment_id,
        null::text as buyer_id,
        reached_at as measured_at,
        true as is_over

    from limit_reaches

),

final as (

    select * from trial_ends
    union all
    select * from limits_reached

)

select * from final
