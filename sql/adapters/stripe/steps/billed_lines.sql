/*---
step: billed_lines
description: >
  The lines of issued invoices that bill a subscription item for a whole period: one row per item and period.
  Prorations are corrections and left out.
---*/

with

lines as (

    select * from vendor.invoice_line_item

),

invoices as (

    select * from vendor.invoice

),

prices as (

    select * from vendor.known_prices

),

settings as (

    select * from vendor.settings

),

final as (

    select
        coalesce(lines.subscription_item_id, lines.subscription_id) as item_id,
        lines.subscription_id,
        coalesce(lines.price_id, lines.plan_id) as price_id,
        lines.quantity,
        lines.amount / coalesce((settings.minor_units ->> lower(lines.currency))::numeric, 100) as amount,
        upper(lines.currency) as currency,
        lines.period_start,
        lines.period_end,
        coalesce(prices.usage_type, 'licensed') = 'metered' as is_metered,
        extract(epoch from lines.period_end - lines.period_start) / 86400 as days

    from lines

    left join invoices on lines.invoice_id = invoices.id

    left join prices on coalesce(lines.price_id, lines.plan_id) = prices.id

    cross join settings

    where
        lines.livemode is not false
        and lines.proration is not true
        and coalesce(lines.type, 'subscription') = 'subscription'
        and lines.subscription_id is not null
        and lines.period_end > lines.period_start
        and coalesce(invoices.status, 'open') not in ('draft', 'void', 'deleted')

)

select * from final
