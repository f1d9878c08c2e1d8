/*---
view: facts.unconvertible_currencies
description: >
  Currencies of subscriptions, spend, invoices and opportunities that no exchange rate converts into the
  reporting currency when they are first used. A rate up to 31 days later is close enough.
owner: growth-data
grain: one row per currency and what it is used by
key: [currency, used_by]
columns:
  used_by:
    description: >
      What has amounts in the currency: `revenue`, `usage`, `spend`, `invoices` or `opportunities`.
crosses_accounts: A currency belongs to no account.
---*/

with

item_periods as (

    select * from staging.item_periods

),

buyers as (

    select * from entities.buyers

),

spend as (

    select * from staging.spend

),

invoices as (

    select * from facts.invoices

),

opportunities as (

    select * from staging.opportunities

),

fx_rates as (

    select * from staging.fx_rates

),

currencies as (

    select * from facts.currencies

),

data_horizon as (

    select * from parameters.data_horizon

),

revenue_currencies as (

    select
        item_periods.currency,
        case when item_periods.is_metered then 'usage' else 'revenue' end as used_by,
        plumbline.local_date(min(item_periods.valid_from), 'UTC') as first_used_on

    from item_periods

    cross join data_horizon

    inner join buyers
        on item_periods.customer_id = buyers.buyer_id

    where
        item_periods.currency is not null
        and item_periods.gross_monthly_amount <> 0
        and item_periods.valid_from <= data_horizon.as_of

    group by item_periods.currency, item_periods.is_metered

),

spend_currencies as (

    select
        spend.currency,
        'spend'::text as used_by,
        min(spend.month) as first_used_on

    from spend

    cross join data_horizon

    where
        spend.currency is not null
        and plumbline.day_start(spend.month, 'UTC') <= data_horizon.as_of

    group by spend.currency

),

invoice_currencies as (

    select
        invoices.currency,
        'invoices'::text as used_by,
        plumbline.local_date(min(invoices.issued_at), 'UTC') as first_used_on

    from invoices

    cross join data_horizon

    where
        invoices.currency is not null
        and invoices.issued_at <= data_horizon.as_of

    group by invoices.currency

),

opportunity_currencies as (

    select
        currency,
        'opportunities'::text as used_by,
        plumbline.local_date(min(created_at), 'UTC') as first_used_on

    from opportunities

    where
        currency is not null
        and arr <> 0

    group by currency

),

used_currencies as (

    select * from revenue_currencies
    union all
    select * from spend_currencies
    union all
    select * from invoice_currencies
    union all
    select * from opportunity_currencies

),

first_rates as (

    select
        currency,
        min(day) as first_day

    from fx_rates

    group by currency

),

final as (

    select
        used_currencies.currency,
        used_currencies.used_by

    from used_currencies

    cross join currencies

    left join first_rates
        on used_currencies.currency = first_rates.currency

    where
        used_currencies.currency <> currencies.reporting_currency
        and (
            first_rates.first_day is null
            or first_rates.first_day > used_currencies.first_used_on + 31
        )

)

select * from final
