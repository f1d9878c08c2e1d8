/*---
view: facts.booked_months
description: >
  What each subscription item or contract that is paid for is worth at the end of each month, in its own
  currency and in the reporting one: by what is known now (current books), and by what was known when the
  month was closed (closed ones). The running month is looked at as of now, for its end is not known: the
  end of the data is not churn.
owner: growth-data
grain: >
  one row per period of a subscription item, or contract, and month end at which it is live, in each books
key: [period_id, month, books]
time: month
---*/

with

paid_periods as not materialized (

    select * from facts.paid_periods

),

month_ends as not materialized (

    select * from facts.month_ends

),

exchange_rates as (

    select * from facts.exchange_rates

),

currencies as (

    select * from facts.currencies

),

-- as many as there are months in closed books, else one
looks as (

    select month_ends.known_at

    from month_ends

    cross join parameters.business as parameters

    where parameters.late_renewal_grace_days > 0

    group by month_ends.known_at

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
        month_ends.month,
        month_ends.books,
        month_ends.snapshot_at,
        month_ends.known_at,
        case
            when parameters.discounts = 'gross' then paid_periods.gross_monthly_amount
            else paid_periods.net_monthly_amount
        end as amount

    from paid_periods

    cross join parameters.business as parameters

    inner join month_ends
        on paid_periods.valid_from < month_ends.snapshot_at
        and paid_periods.known_from <= month_ends.known_at
        and paid_periods.known_until > month_ends.known_at

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
        begun.books,
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
        live.books,
        live.amount,
        case when live.currency = currencies.reporting_currency then 1 else exchange_rates.rate end as rate

    from live

    cross join currencies

    left join exchange_rates
        on live.currency = exchange_rates.currency
        and live.currency <> currencies.reporting_currency
        and live.books = exchange_rates.books
        and live.month >= exchange_rates.valid_from_month
        and live.month < exchange_rates.valid_to_month

)

select * from final
