/*---
step: versions
description: >
  The states of each live subscription, oldest first: every version where the loader keeps a history, else
  the present one.
---*/

with

history as (

    select * from vendor.subscription_history

),

present as (

    select * from vendor.subscription

),

-- without times of versions only the current one says something
current_or_dated as (

    select
        id,
        customer_id,
        status,
        livemode,
        created,
        start_date,
        ended_at,
        cancel_at,
        canceled_at,
        trial_start,
        trial_end,
        current_period_start,
        pause_collection_behavior,
        coalesce(_fivetran_start, '-infinity') as version_at

    from history

    where _fivetran_start is not null or _fivetran_active is not false

    union all

    select
        id,
        customer_id,
        status,
        livemode,
        created,
        start_date,
        ended_at,
        cancel_at,
        canceled_at,
        trial_start,
        trial_end,
        current_period_start,
        pause_collection_behavior,
        '-infinity'::timestamptz as version_at

    from present

    where
        id not in (select id from history where id is not null)
        and _fivetran_active is not false

),

final as (

    select
        id,
        customer_id,
        coalesce(status, 'active') as status,
        version_at,
        created,
        coalesce(start_date, created) as started_at,
        ended_at,
        cancel_at,
        canceled_at,
        trial_start,
        trial_end,
        current_period_start,
        coalesce(pause_collection_behavior, '') in ('void', 'keep_as_draft') as is_collection_paused,
        row_number() over (partition by id order by version_at desc) = 1 as is_newest,
        row_number() over (partition by id order by version_at) = 1 as is_first,
        lead(version_at) over (partition by id order by version_at) as next_version_at

    from current_or_dated

    where livemode is not false

)

select * from final
