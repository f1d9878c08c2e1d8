/*---
step: paying_spans
description: >
  The time in which a subscription is to be paid, after its trial: one row per span. `active` and `past_due`
  count; `unpaid`, `paused` and a paused collection end a span at the time of the change, `canceled` at the
  end of the subscription; what stayed incomplete never was.
---*/

with

versions as (

    select * from vendor.versions

),

synced as (

    select * from vendor.synced

),

-- the dates of a subscription are those of its newest version
newest as (

    select
        versions.id,
        versions.trial_end,
        versions.canceled_at,
        versions.started_at,
        coalesce(
            versions.ended_at,
            -- a planned end is one once it has passed; without a time of sync the contract decides
            case
                when synced.synced_at is null or versions.cancel_at <= synced.synced_at
                    then versions.cancel_at
            end
        ) as ended_at

    from versions

    cross join synced

    where versions.is_newest

),

judged as (

    select
        id,
        customer_id,
        status,
        version_at,
        next_version_at,
        current_period_start,
        is_first,
        status in ('incomplete', 'incomplete_expired', 'trialing') as is_before_payment,
        status in ('active', 'past_due') and not is_collection_paused as is_paying

    from versions

),

-- the first version that is known may come after payments
known as (

    select
        judged.id,
        judged.customer_id,
        judged.status,
        judged.version_at,
        judged.next_version_at,
        judged.current_period_start,
        judged.is_paying,
        newest.started_at,
        newest.ended_at,
        newest.canceled_at,
        newest.trial_end,
        judged.is_paying or (judged.is_first and not judged.is_before_payment) as was_paying,
        bool_and(judged.is_before_payment) over (
            partition by judged.id order by judged.version_at
            rows between unbounded preceding and 1 preceding
        ) is not false as has_not_paid

    from judged

    inner join newest on judged.id = newest.id

),

timed as (

    select
        id,
        customer_id,
        started_at,
        canceled_at,
        case
            when has_not_paid then greatest(started_at, trial_end)
            else version_at
        end as valid_from,
        case
            when is_paying or status = 'canceled' then least(next_version_at, ended_at)
            -- it ended with the change, which is the start of the period that was not paid
            else least(next_version_at, coalesce(ended_at, current_period_start))
        end as valid_to

    from known

    where was_paying

),

lasting as (

    select
        id,
        customer_id,
        started_at,
        canceled_at,
        valid_from,
        coalesce(valid_to, 'infinity') as valid_to

    from timed

    where valid_from < coalesce(valid_to, 'infinity')

),

-- versions that differ in something else make one span
in_order as (

    select
        id,
        customer_id,
        started_at,
        canceled_at,
        valid_from,
        valid_to,
        lag(valid_to) over (partition by id order by valid_from) is distinct from valid_from as is_apart

    from lasting

),

numbered as (

    select
        id,
        customer_id,
        started_at,
        canceled_at,
        valid_from,
        valid_to,
        count(*) filter (where is_apart) over (partition by id order by valid_from) as span_number

    from in_order

),

final as (

    select
        id as subscription_id,
        customer_id,
        started_at,
        canceled_at,
        min(valid_from) as valid_from,
        max(valid_to) as valid_to

    from numbered

    group by id, customer_id, started_at, canceled_at, span_number

)

select * from final
