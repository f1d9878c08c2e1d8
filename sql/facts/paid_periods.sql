/*---
view: facts.paid_periods
description: >
  What is paid for, with validity periods, as recorded by `as_of`: the periods that had started by then.
owner: growth-data
grain: one row per paid part of a subscription item's period, or of a contract
key: [period_id, valid_from]
time: valid_from
---*/

with

paid_period_history as (

    select * from facts.paid_period_history

),

final as not materialized (

    select
        paid_period_history.account_key,
        paid_period_history.buyer_id,
        paid_period_history.workspace_id,
        paid_period_history.period_id,
        paid_period_history.subscription_id,
        paid_period_history.item_id,
        paid_period_history.plan,
        paid_period_history.currency,
        paid_period_history.gross_monthly_amount,
        paid_period_history.net_monthly_amount,
        paid_period_history.valid_from,
        paid_period_history.valid_to,
        paid_period_history.effective_since

    from paid_period_history

    cross join parameters.business as parameters

    where
        paid_period_history.valid_from <= parameters.as_of
        and paid_period_history.recorded_from <= parameters.as_of
        and paid_period_history.recorded_to > parameters.as_of

)

select * from final
