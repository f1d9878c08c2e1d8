/*---
view: facts.paid_period_history
description: >
  What is paid for, with validity periods and system-time periods (when this was the recorded state): each
  period of a subscription item except its unpaid spans, and each contract without items in billing. An item
  added to a subscription is not paid for while its first charge is overdue. Every definition of paid reads
  this view.
owner: growth-data
grain: one row per paid part of a subscription item's period, or of a contract, and system-time period
key: [period_id, valid_from, recorded_from]
columns:
  recorded_from: { description: "The start of the system-time period; before it, this was not recorded." }
  recorded_to: { description: "The end of the system-time period (excluded)." }
  effective_since:
    description: >
      The start of the unchanged item: a period that starts where the previous one ends, for the same amount,
      is a renewal.
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

-- contracts, and subscriptions without overdue invoices, are paid for all the time
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

-- each part compared with the previous one of the same item
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

-- parts without a change between them form one group
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
