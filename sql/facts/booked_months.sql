/*---
view: facts.booked_months
description: >
  The monthly value of each subscription item or contract that is paid for, at the end of each month, in its
  own currency and with the rate to the reporting currency: as known now (current books) and as known when
  the month was closed (closed books). The current month is evaluated as of `as_of`: the end of the data is
  not churn.
owner: growth-data
grain: >
  one row per period of a subscription item, or contract, and month end at which it is active, in each kind of
  books
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

late_renewals as (

    select * from facts.late_renewals

),

exchange_rates as (

    select * from facts.exchange_rates

),

currencies as (

    select * from facts.currencies

),

-- items that had started by the end of the month, as known at that moment
started_items as (

    select
        paid_period_history.account_key,
        paid_period_history.buyer_id,
        paid_period_history.period_id,
        paid_period_history.subscription_id,
        paid_period_history.item_id,
        paid_period_history.plan,
        paid_period_history.currency,
        paid_period_history.effective_since,
        paid_period_history.valid_to,
        month_ends.month,
        month_ends.books,
        month_ends.snapshot_at,
        month_ends.recorded_at,
        case
            when parameters.mrr_discounts = 'gross' then paid_period_history.gross_monthly_amount
            else paid_period_history.net_monthly_amount
        end as amount

    from paid_period_history

    cross join parameters.business as parameters

    inner join month_ends
        on paid_period_history.valid_from < month_ends.snapshot_at
        and paid_period_history.recorded_from <= month_ends.recorded_at
        and paid_period_history.recorded_to > month_ends.recorded_at

),

active_items as (

    select
        started_items.account_key,
        started_items.buyer_id,
        started_items.period_id,
        started_items.subscription_id,
        started_items.item_id,
        started_items.plan,
        coalesce(started_items.currency, currencies.reporting_currency) as currency,
        started_items.effective_since,
        started_items.month,
        started_items.books,
        started_items.amount

    from started_items

    cross join currencies

    left join late_renewals
        on started_items.account_key = late_renewals.account_key
        and started_items.buyer_id = late_renewals.buyer_id
        and started_items.recorded_at = late_renewals.recorded_at
        and started_items.valid_to = late_renewals.covered_until

    where coalesce(late_renewals.renewed_at, started_items.valid_to) >= started_items.snapshot_at

),

final as (

    select
        active_items.account_key,
        active_items.buyer_id,
        active_items.period_id,
        active_items.subscription_id,
        active_items.item_id,
        active_items.plan,
        active_items.currency,
        active_items.effective_since,
        active_items.month,
        active_items.books,
        active_items.amount,
        case
            when active_items.currency = currencies.reporting_currency then 1
            else exchange_rates.rate
        end as rate

    from active_items

    cross join currencies

    left join exchange_rates
        on active_items.currency = exchange_rates.currency
        and active_items.currency <> currencies.reporting_currency
        and active_items.books = exchange_rates.books
        and active_items.month >= exchange_rates.valid_from_month
        and active_items.month < exchange_rates.valid_to_month

)

select * from final
