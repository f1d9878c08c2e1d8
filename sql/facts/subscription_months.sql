/*---
view: facts.subscription_months
description: >
  What each subscription item or contract that is paid for is worth at the end of each month, in its own
  currency and in the reporting one, by what is known now or, by option, by what was known when the month was
  closed. The running month is looked at as of now, for its end is not known: the end of the data is not churn.
owner: growth-data
grain: one row per period of a subscription item, or contract, and month end at which it is live
key: [period_id, month]
time: month
stored: true
indexes: [[account_key, month]]
---*/

with

paid_periods as not materialized (

    select * from facts.paid_periods

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

-- every month that has begun, the moment at which it is looked at, and until when what is known counts
snapshots as (

    select
        months.month,
        least(
            (months.month + interval '1 month') at time zone parameters.time_zone,
            -- whatever begins as of now has begun
            parameters.as_of + interval '1 microsecond'
        ) as snapshot_at,
        case
            when parameters.books = 'closed'
                then least((months.month + interval '1 month') at time zone parameters.time_zone, parameters.as_of)
            else parameters.as_of
        end as known_at

    from months

    cross join parameters.business as parameters

    where months.month::timestamp at time zone parameters.time_zone < parameters.as_of

),

-- as many as there are months in closed books, else one
looks as (

    select snapshots.known_at

    from snapshots

    cross join parameters.business as parameters

    where parameters.late_renewal_grace_days > 0

    group by snapshots.known_at

),

-- until when a customer had anything at all before each of its subscriptions, by what was known
covered as (

    select
        paid_periods.account_key,
        paid_periods.buyer_id,
        looks.known_at,
        paid_periods.valid_from,
        max(paid_periods.valid_to) over (
            partition by paid_periods.account_key, paid_periods.buyer_id, looks.known_at
            order by paid_periods.valid_from, paid_periods.period_id
            rows between unbounded preceding and 1 preceding
        ) as covered_until

    from looks

    inner join paid_periods
        on looks.known_at >= paid_periods.valid_from
        and looks.known_at >= paid_periods.known_from
        and looks.known_at < paid_periods.known_until

),

-- where nothing was left, and what came next came soon enough to be its renewal
late_renewals as (

    select
        covered.account_key,
        covered.buyer_id,
        covered.known_at,
        covered.covered_until,
        min(covered.valid_from) as renewed_at

    from covered

    cross join parameters.business as parameters

    where
        covered.valid_from > covered.covered_until
        and covered.valid_from
            <= covered.covered_until + parameters.late_renewal_grace_days * interval '24 hours'

    group by covered.account_key, covered.buyer_id, covered.known_at, covered.covered_until

),

-- what begins later than a month's end is not in it, nor is what was not known
begun as (

    select
        paid_periods.account_key,
        paid_periods.buyer_id,
        paid_periods.period_id,
        paid_periods.subscription_id,
        paid_periods.item_id,
        paid_periods.plan,
        paid_periods.currency,
        paid_periods.unchanged_since,
        paid_periods.valid_to,
        snapshots.month,
        snapshots.snapshot_at,
        snapshots.known_at,
        case
            when parameters.discounts = 'gross' then paid_periods.gross_monthly_amount
            else paid_periods.net_monthly_amount
        end as amount

    from paid_periods

    cross join parameters.business as parameters

    inner join snapshots
        on paid_periods.valid_from < snapshots.snapshot_at
        and paid_periods.known_from <= snapshots.known_at
        and paid_periods.known_until > snapshots.known_at

),

live as (

    select
        begun.account_key,
        begun.buyer_id,
        begun.period_id,
        begun.subscription_id,
        begun.item_id,
        begun.plan,
        coalesce(begun.currency, currencies.reporting_currency) as currency,
        begun.unchanged_since,
        begun.month,
        begun.amount

    from begun

    cross join currencies

    left join late_renewals
        on begun.account_key = late_renewals.account_key
        and begun.buyer_id = late_renewals.buyer_id
        and begun.known_at = late_renewals.known_at
        and begun.valid_to = late_renewals.covered_until

    where coalesce(late_renewals.renewed_at, begun.valid_to) >= begun.snapshot_at

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
