/*---
view: facts.paid_period_history
description: >
  What is paid for, from when to when, and from when until when that was what was known: each period of a
  subscription item without the stretches that nobody pays for, and each contract that billing has no items
  of. An item that was added to a subscription is not paid for while its first charge is overdue. Whatever
  says paid reads it.
owner: growth-data
grain: one row per stretch of a subscription item's period, or of a contract, by what was known
key: [period_id, valid_from, recorded_from]
columns:
  recorded_from: { description: "From when on this was known; what began later was not known to begin." }
  recorded_to: { description: "When something else became known (excluded)." }
  effective_since:
    description: >
      Since when the item has been what it is: a period that begins where the one before ends, for the same
      amount, is a renewal and changes nothing.
stored: true
indexes: [[account_key, period_id]]
---*/

with

recurring_periods as (

    select * from facts.recurring_periods

),

paid_spans as (

    select * from facts.paid_spans

),

added_items as (

    select * from facts.added_items

),

-- a contract, and a subscription that never had an overdue invoice, is paid for all the time
paid_parts as (

    select
        recurring_periods.account_key,
        recurring_periods.buyer_id,
        recurring_periods.workspace_id,
        recurring_periods.period_id,
        recurring_periods.subscription_id,
        recurring_periods.item_id,
        recurring_periods.plan,
        recurring_periods.currency,
        recurring_periods.gross_monthly_amount,
        recurring_periods.net_monthly_amount,
        greatest(recurring_periods.valid_from, paid_spans.paid_from) as valid_from,
        least(recurring_periods.valid_to, paid_spans.paid_to) as valid_to,
        greatest(
            coalesce(paid_spans.recorded_from, '-infinity'::timestamptz),
            added_items.recorded_from
        ) as recorded_from,
        least(coalesce(paid_spans.recorded_to, 'infinity'::timestamptz), added_items.recorded_to)
            as recorded_to

    from recurring_periods

    left join paid_spans
        on recurring_periods.account_key = paid_spans.account_key
        and recurring_periods.subscription_id = paid_spans.subscription_id

    left join added_items
        on recurring_periods.account_key = added_items.account_key
        and recurring_periods.subscription_id = added_items.subscription_id
        and recurring_periods.item_id is not distinct from added_items.item_id

),

-- each stretch beside the one before of the same item
compared_parts as (

    select
        account_key,
        buyer_id,
        workspace_id,
        period_id,
        subscription_id,
        item_id,
        plan,
        currency,
        gross_monthly_amount,
        net_monthly_amount,
        valid_from,
        valid_to,
        recorded_from,
        recorded_to,
        lag(valid_to) over item is distinct from valid_from
        or lag(currency) over item is distinct from currency
        or lag(gross_monthly_amount) over item is distinct from gross_monthly_amount
        or lag(net_monthly_amount) over item is distinct from net_monthly_amount as is_change

    from paid_parts

    where
        valid_from < valid_to
        and recorded_from < recorded_to

    window item as (
        partition by account_key, buyer_id, subscription_id, item_id, recorded_from
        order by valid_from, period_id
    )

),

-- what has changed as often belongs together
change_groups as (

    select
        account_key,
        buyer_id,
        workspace_id,
        period_id,
        subscription_id,
        item_id,
        plan,
        currency,
        gross_monthly_amount,
        net_monthly_amount,
        valid_from,
        valid_to,
        recorded_from,
        recorded_to,
        count(*) filter (where is_change) over (
            partition by account_key, buyer_id, subscription_id, item_id, recorded_from
            order by valid_from, period_id
        ) as change_number

    from compared_parts

),

final as (

    select
        account_key,
        buyer_id,
        workspace_id,
        period_id,
        subscription_id,
        item_id,
        plan,
        currency,
        gross_monthly_amount,
        net_monthly_amount,
        valid_from,
        valid_to,
        recorded_from,
        recorded_to,
        min(valid_from) over (
            partition by account_key, buyer_id, subscription_id, item_id, recorded_from, change_number
        ) as effective_since

    from change_groups

)

select * from final
