/*---
view: facts.subscription_months
description: >
  What each live subscription item is worth at the end of each month, in its own currency and in the
  reporting one. The running month is looked at as of now, for its end is not known: the end of the data
  is not churn.
owner: growth-data
grain: one row per period of a subscription item and month end at which it is live
key: [period_id, month]
time: month
stored: true
indexes: [[account_key, month]]
---*/

with

subscription_periods as (

    select * from staging.subscription_periods

),

buyers as (

    select * from entities.buyers

),

months as (

    select * from parameters.months

),

exchange_rates as (

    select * from facts.exchange_rates

),

currencies as (

    select * from facts.currencies

),

-- every month that has begun, and the moment at which it is looked at
snapshots as (

    select
        months.month,
        least(
            (months.month + interval '1 month') at time zone parameters.time_zone,
            -- whatever begins as of now has begun
            parameters.as_of + interval '1 microsecond'
        ) as snapshot_at

    from months

    cross join parameters.business as parameters

    where months.month::timestamp at time zone parameters.time_zone < parameters.as_of

),

live as (

    select
        buyers.account_key,
        buyers.buyer_id,
        subscription_periods.period_id,
        subscription_periods.subscription_id,
        subscription_periods.plan,
        coalesce(subscription_periods.currency, currencies.reporting_currency) as currency,
        subscription_periods.valid_from,
        snapshots.month,
        case
            when parameters.discounts = 'gross' then subscription_periods.gross_monthly_amount
            else subscription_periods.net_monthly_amount
        end as amount

    from subscription_periods

    cross join parameters.business as parameters

    cross join currencies

    inner join buyers
        on subscription_periods.customer_id = buyers.buyer_id

    inner join snapshots
        on subscription_periods.valid_from < snapshots.snapshot_at
        and subscription_periods.valid_to >= snapshots.snapshot_at

),

final as (

    select
        live.account_key,
        live.buyer_id,
        live.period_id,
        live.subscription_id,
        live.plan,
        live.currency,
        live.valid_from,
        live.month,
        live.amount,
        case when live.currency = currencies.reporting_currency then 1 else exchange_rates.rate end as rate

    from live

    cross join currencies

    left join exchange_rates
        on live.currency = exchange_rates.currency
        and live.currency <> currencies.reporting_currency
        and live.month >= exchange_rates.valid_from_month
        and live.month < exchange_rates.valid_to_month

)

select * from final
