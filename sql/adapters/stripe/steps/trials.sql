/*---
step: trials
description: >
  One row per subscription with a trial, by its dates; a subscription that ends within its trial ends it. What
  stayed incomplete never was.
---*/

with

versions as (

    select * from vendor.versions

),

final as (

    select
        id as subscription_id,
        customer_id,
        canceled_at,
        trial_start as valid_from,
        least(trial_end, ended_at) as valid_to,
        trial_end

    from versions

    where
        is_newest
        and trial_start < least(trial_end, ended_at)
        and status not in ('incomplete', 'incomplete_expired')

)

select * from final
