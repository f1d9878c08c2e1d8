/*---
table: subscription_periods
description: >
  One row per subscription and price: from the first service period to the next change, or to the
  cancellation. Renewals for the same amount merge.
needs: [invoices, line_items]
---*/

with

invoices as (

    select * from vendor.invoices

),

lines as (

    select * from vendor.line_items

),

settings as (

    select * from vendor.settings

),

-- the amount before its discount, without tax
billed as (

    select
        lines.subscription_external_id as subscription_id,
        invoices.customer_external_id as customer_id,
        lines.plan,
        coalesce(lines.quantity, 1) as seats,
        (
            lines.amount_in_cents
            + coalesce(lines.discount_amount_in_cents, 0)
            - coalesce(lines.tax_amount_in_cents, 0)
        ) / coalesce((settings.minor_units ->> lower(invoices.currency))::numeric, 100) as amount,
        lines.discount_amount_in_cents
        / coalesce((settings.minor_units ->> lower(invoices.currency))::numeric, 100) as discount_amount,
        upper(invoices.currency) as currency,
        lines.service_period_start,
        lines.service_period_end,
        extract(epoch from lines.service_period_end - lines.service_period_start) / 86400 as days,
        max(lines.cancelled_at) over (partition by lines.subscription_external_id) as cancelled_at

    from lines

    inner join invoices on lines.invoice_external_id = invoices.external_id

    cross join settings

    where
        lower(coalesce(lines.type, 'subscription')) = 'subscription'
        and lines.prorated is not true
        and lines.subscription_external_id is not null

),

measured as (

    select
        subscription_id,
        customer_id,
        plan,
        seats,
        amount,
        discount_amount,
        currency,
        service_period_start,
        cancelled_at,
        case
            when days < 2 then 'day'
            when days between 6 and 8 then 'week'
            when days between 88 and 93 then 'quarter'
            when days between 360 and 367 then 'year'
            when days between 27 and 32 then 'month'
            else 'day'
        end as interval,
        case
            when days < 2 or days between 6 and 8 or days between 88 and 93 then 1
            when days between 360 and 367 or days between 27 and 32 then 1
            else round(days)
        end::bigint as interval_count

    from billed

),

changes as (

    select
        subscription_id,
        customer_id,
        plan,
        seats,
        amount,
        discount_amount,
        currency,
        service_period_start,
        cancelled_at,
        interval,
        interval_count,
        (plan, seats, amount, discount_amount, interval)
        is distinct from lag((plan, seats, amount, discount_amount, interval))
            over (partition by subscription_id order by service_period_start) as is_change

    from measured

),

states as (

    select
        subscription_id,
        customer_id,
        plan,
        seats,
        amount,
        discount_amount,
        currency,
        interval,
        interval_count,
        cancelled_at,
        service_period_start as started_at,
        coalesce(
            lead(service_period_start) over (partition by subscription_id order by service_period_start),
            cancelled_at
        ) as ended_at

    from changes

    where is_change

),

final as (

    select
        subscription_id
        || ':' || to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') as period_id,
        subscription_id,
        customer_id,
        plan,
        seats::bigint as seats,
        started_at,
        ended_at,
        amount,
        interval,
        interval_count,
        discount_amount,
        currency,
        cancelled_at

    from states

)

select * from final
