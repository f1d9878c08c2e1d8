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

past_due_subscriptions as (

    select * from facts.past_due_subscriptions

),

unchanged_subscriptions as (

    select * from facts.unchanged_subscriptions

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

-- what nobody pays for any more ends with what was paid for, and what would have begun later never did
bought as not materialized (

    select
        buyers.account_key,
        buyers.buyer_id,
        subscription_periods.period_id,
        subscription_periods.subscription_id,
        subscription_periods.item_id,
        subscription_periods.plan,
        coalesce(subscription_periods.currency, currencies.reporting_currency) as currency,
        subscription_periods.valid_from,
        unchanged_subscriptions.unchanged_since,
        least(subscription_periods.valid_to, past_due_subscriptions.paid_until) as valid_to,
        case
            when parameters.discounts = 'gross' then subscription_periods.gross_monthly_amount
            else subscription_periods.net_monthly_amount
        end as amount

    from subscription_periods

    cross join parameters.business as parameters

    cross join currencies

    inner join buyers
        on subscription_periods.customer_id = buyers.buyer_id

    inner join unchanged_subscriptions
        on subscription_periods.period_id = unchanged_subscriptions.period_id

    left join past_due_subscriptions
        on buyers.account_key = past_due_subscriptions.account_key
        and subscription_periods.subscription_id = past_due_subscriptions.subscription_id

    where
        past_due_subscriptions.paid_until is null
        or subscription_periods.valid_from < past_due_subscriptions.paid_until

),

-- until when a customer had anything at all before each of its subscriptions
covered as (

    select
        bought.account_key,
        bought.buyer_id,
        bought.valid_from,
        max(bought.valid_to) over (
            partition by bought.account_key, bought.buyer_id
            order by bought.valid_from, bought.period_id
            rows between unbounded preceding and 1 preceding
        ) as covered_until

    from bought

    cross join parameters.business as parameters

    where
        parameters.late_renewal_grace_days > 0
        and bought.valid_from <= parameters.as_of

),

-- where nothing was left, and what came next came soon enough to be its renewal
late_renewals as (

    select
        covered.account_key,
        covered.buyer_id,
        covered.covered_until,
        min(covered.valid_from) as renewed_at

    from covered

    cross join parameters.business as parameters

    where
        covered.valid_from > covered.covered_until
        and covered.valid_from
            <= covered.covered_until + parameters.late_renewal_grace_days * interval '24 hours'

    group by covered.account_key, covered.buyer_id, covered.covered_until

),

live as (

    select
        bought.account_key,
        bought.buyer_id,
        bought.period_id,
        bought.subscription_id,
        bought.item_id,
        bought.plan,
        bought.currency,
        bought.unchanged_since,
        snapshots.month,
        bought.amount

    from bought

    left join late_renewals
        on bought.account_key = late_renewals.account_key
        and bought.buyer_id = late_renewals.buyer_id
        and bought.valid_to = late_renewals.covered_until

    inner join snapshots
        on bought.valid_from < snapshots.snapshot_at
        and coalesce(late_renewals.renewed_at, bought.valid_to) >= snapshots.snapshot_at

),

final as (

    select
        live.account_key,
        live.buyer_id,
        live.period_id,
        live.subscription_id,
        live.item_id,
        live.plan,
        live.currency,
        live.unchanged_since,
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
