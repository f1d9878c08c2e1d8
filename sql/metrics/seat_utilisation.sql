/*---
view: metrics.seat_utilisation
description: >
  The seats that accounts have bought at the end of each month, and use. The current month is evaluated as of
  `as_of`. Seats are those of paid subscriptions or, where none of an account names seats, of its active
  contracts.
owner: growth-data
grain: one row per account and month at the end of which it has purchased seats
key: [account_key, month]
time: month
time_type: date
finest_grain: month
entities:
  entities.accounts: account_key
  facts.account_segments: "account_key, month"
  facts.account_months: "account_key, month"
  facts.account_origins: account_key
requires: [subscription_periods|contracts, product_events]
assumes:
  memberships: No memberships were provided, so the users of an account count as its members.
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
affected_with:
  core_action: { active_event: [none] }
  passive_events: { active_event: [none], core_action: [none] }
metrics:
  purchased_seats:
    kind: balance
    expression: purchased_seats
    unaffected_by: [active_event, active_seat_window_days, core_action, passive_events]
    unit: count
    description: >
      Seats that accounts have bought at the end of the period. A subscription with several items has the
      seats of the item with the most.
  used_seats:
    kind: balance
    expression: used_seats
    unit: count
    description: >
      Active seats of accounts that have bought seats; of each account at most as many as it has bought.
  seat_utilisation:
    kind: ratio
    numerator: used_seats
    denominator: purchased_seats
    unit: ratio
    description: >
      The share of the purchased seats that are active; it cannot exceed 1. Null without purchased seats.
  used_seats_uncapped:
    kind: balance
    expression: active_seats
    unit: count
    description: Active seats of accounts that have bought seats, also above the purchased ones.
  seat_utilisation_uncapped:
    kind: ratio
    numerator: used_seats_uncapped
    denominator: purchased_seats
    unit: ratio
    description: >
      Active seats for each purchased seat; more than 1 where an account uses more seats than it has bought.
      Null when no seat was bought.
---*/

with

customer_months as not materialized (

    select * from facts.customer_months

),

contracts as (

    select * from staging.contracts

),

started_months as (

    select * from parameters.started_months

),

account_seats as not materialized (

    select * from facts.account_seats

),

subscribed as (

    select
        account_key,
        month,
        sum(seats) as seats

    from customer_months

    group by account_key, month

),

contracted as (

    select
        contracts.account_id as account_key,
        started_months.month,
        sum(contracts.seats) as seats

    from contracts

    inner join started_months
        on contracts.start_date <= started_months.last_day
        and contracts.end_date >= started_months.last_day

    where contracts.seats > 0

    group by contracts.account_id, started_months.month

),

purchases as (

    select
        coalesce(subscribed.account_key, contracted.account_key) as account_key,
        coalesce(subscribed.month, contracted.month) as month,
        coalesce(subscribed.seats, contracted.seats) as purchased_seats

    from subscribed

    full outer join contracted
        on subscribed.account_key = contracted.account_key
        and subscribed.month = contracted.month

),

final as (

    select
        purchases.account_key,
        purchases.month,
        purchases.purchased_seats,
        coalesce(account_seats.active_seats, 0) as active_seats,
        least(coalesce(account_seats.active_seats, 0), purchases.purchased_seats) as used_seats

    from purchases

    left join account_seats
        on purchases.account_key = account_seats.account_key
        and purchases.month = account_seats.month

    where purchases.purchased_seats is not null

)

select * from final
