/*---
view: staging.item_periods
description: >
  The monthly value of each subscription item, metered ones included, with validity periods (the end
  excluded). Trials are left out.
owner: growth-data
grain: one row per period of a subscription item
key: [period_id]
columns:
  is_metered: { description: "Whether the amount is what was billed for usage in the period." }
  amount: { description: The price of a billing interval before discounts. }
  interval_months: { description: "The length of a billing interval in months; 12 for a year." }
  first_billed_until:
    description: "The end of the period's first billing interval, of its greatest length."
checks:
  ends_after_it_starts: valid_to >= valid_from
---*/

with

periods as (

    select * from source.subscription_periods

),

-- trials are not revenue
paid as (

    select
        plumbline.text_or_null(period_id) as period_id,
        plumbline.text_or_null(subscription_id) as subscription_id,
        plumbline.text_or_null(item_id) as item_id,
        plumbline.text_or_null(customer_id) as customer_id,
        plumbline.text_or_null(plan) as plan,
        lower(coalesce(plumbline.text_or_null(usage_type), 'licensed')) = 'metered' as is_metered,
        seats,
        plumbline.moment_or_null(started_at) as started_at,
        plumbline.moment_or_null(ended_at) as ended_at,
        upper(plumbline.text_or_null(currency)) as currency,
        plumbline.number_or_null(amount) as amount,
        coalesce(plumbline.number_or_null(discount_amount), 0) as discount_amount,
        case interval
            when 'day' then 365
            when 'week' then 52
            when 'month' then 12
            when 'quarter' then 4
            when 'year' then 1
        end as intervals_a_year,
        case interval
            when 'day' then 1
            when 'week' then 7
            when 'month' then 31
            when 'quarter' then 92
            when 'year' then 366
        end as days_of_interval,
        -- values outside the contract's bounds are rejected later and must not break the division
        case
            when interval_count is null then 1
            when interval_count between 1 and 36500 then interval_count
        end as interval_count

    from periods

    where not coalesce(is_trial, false)

),

-- multiply before dividing, so that whole amounts stay whole
final as (

    select
        period_id,
        subscription_id,
        item_id,
        customer_id,
        plan,
        is_metered,
        seats,
        started_at as valid_from,
        coalesce(ended_at, 'infinity'::timestamptz) as valid_to,
        started_at + days_of_interval * interval_count * interval '24 hours' as first_billed_until,
        currency,
        amount,
        12.0 * interval_count / intervals_a_year as interval_months,
        amount * intervals_a_year / (12 * interval_count) as gross_monthly_amount,
        (amount - discount_amount) * intervals_a_year / (12 * interval_count) as net_monthly_amount

    from paid

)

select * from final
