/*---
view: pages.subscriptions
description: >
  Every subscription of a customer that counts, as an application shows it: its last period, and what recurs
  now. Trials and metered items are left out unless parameters count them.
owner: growth-data
grain: one row per subscription
key: [subscription_id]
requires: [subscription_periods]
object:
  type: Subscription
  never_null: [buyer_id, started_at, is_current, monthly_amount]
columns:
  subscription_id: { description: The id in the billing system. }
  buyer_id: { description: The customer who pays. }
  workspace_id: { description: The workspace that is paid for. Null when the billing system names none. }
  plan: { description: The plan of the last period. Null when the data names none. }
  currency: { description: The currency of its amounts. Null when the data names none. }
  monthly_amount:
    description: >
      What its items add up to in a month now, after discounts, in its currency. Zero when none of them is
      current.
  started_at: { description: When its first period started. }
  ended_at: { description: When its last period ends. Null without an end. }
  is_current: { description: Whether one of its items is current. }
crosses_accounts: >
  A subscription may have had customers of several accounts; it belongs to the account of its last period.
---*/

with

recurring_periods as (

    select * from facts.recurring_periods

),

-- in a subscription, what the period of an item adds now
periods as (

    select
        recurring_periods.account_key,
        recurring_periods.subscription_id,
        recurring_periods.buyer_id,
        recurring_periods.workspace_id,
        recurring_periods.plan,
        recurring_periods.currency,
        recurring_periods.valid_from,
        recurring_periods.valid_to,
        case
            when coalesce(recurring_periods.valid_to > parameters.as_of, true)
                then recurring_periods.net_monthly_amount
        end as current_amount,
        row_number() over (
            partition by recurring_periods.subscription_id
            order by recurring_periods.valid_from desc, recurring_periods.period_id
        ) as place

    from recurring_periods

    cross join parameters.business as parameters

    where
        recurring_periods.valid_from <= parameters.as_of
        and recurring_periods.subscription_id not like 'contract:%'

),

totals as (

    select
        subscription_id,
        min(valid_from) as started_at,
        max(coalesce(valid_to, 'infinity')) as ended_at,
        count(current_amount) > 0 as is_current,
        coalesce(sum(current_amount), 0) as monthly_amount

    from periods

    group by subscription_id

),

final as (

    select
        periods.account_key,
        periods.subscription_id,
        periods.buyer_id,
        periods.workspace_id,
        periods.plan,
        periods.currency,
        trim_scale(round(totals.monthly_amount, 6)) as monthly_amount,
        totals.started_at,
        nullif(totals.ended_at, 'infinity') as ended_at,
        totals.is_current

    from periods

    inner join totals
        on periods.subscription_id = totals.subscription_id

    where periods.place = 1

)

select * from final
