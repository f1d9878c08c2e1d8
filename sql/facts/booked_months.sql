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

paid_period_history as not materialized (

    select * from facts.paid_period_history

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
        paid_period_history.account_key,
        paid_period_history.buyer_id,
        looks.known_at,
        paid_period_history.valid_from,
        max(paid_period_history.valid_to) over (
            partition by paid_period_history.account_key, paid_period_history.buyer_id, looks.known_at
            order by paid_period_history.valid_from, paid_period_history.period_id
            rows between unbounded preceding and 1 preceding
        ) as covered_until

    from looks

    inner join paid_period_history
        on looks.known_at >= paid_period_history.valid_from
        and looks.known_at >= paid_period_history.known_from
        and looks.known_at < paid_period_history.known_until

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
        paid_period_history.account_key,
        paid_period_history.buyer_id,
        paid_period_history.period_id,
        paid_period_history.subscription_id,
        paid_period_history.item_id,
        paid_period_history.plan,
        paid_period_history.currency,
        paid_period_history.unchanged_since,
        paid_period_history.valid_to,
        month_ends.month,
        month_ends.books,
        month_ends.snapshot_at,
        month_ends.known_at,
        case
            when parameters.discounts = 'gross' then paid_period_history.gross_monthly_amount
            else paid_period_history.net_monthly_amount
        end as amount

    from paid_period_history

    cross join parameters.business as parameters

    inner join month_ends
        on paid_period_history.valid_from < month_ends.snapshot_at
        and paid_period_history.known_from <= month_ends.known_at
        and paid_period_history.known_until > month_ends.known_at

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
