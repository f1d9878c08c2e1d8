/*---
view: facts.recurring_periods
description: >
  What recurs, with validity periods, paid for or not: each period of a subscription item (metered ones
  only by option, as billed or as a mean of three periods), and each period of a contract without items in
  billing. An account is the buyer of its contracts.
owner: growth-data
grain: one row per period of a subscription item, or of a contract
key: [period_id, valid_from]
---*/

with

item_periods as (

    select * from staging.item_periods

),

buyers as (

    select * from entities.buyers

),

contract_periods as (

    select * from facts.contract_periods

),

items_of_buyers as not materialized (

    select
        buyers.account_key,
        buyers.buyer_id,
        buyers.workspace_id,
        item_periods.period_id,
        item_periods.subscription_id,
        item_periods.item_id,
        item_periods.plan,
        item_periods.currency,
        item_periods.gross_monthly_amount,
        item_periods.net_monthly_amount,
        item_periods.valid_from,
        item_periods.valid_to,
        item_periods.is_metered,
        parameters.usage_revenue

    from item_periods

    cross join parameters.business as parameters

    inner join buyers
        on item_periods.customer_id = buyers.buyer_id

),

-- each period of a metered item with the mean of it and the two before
smoothed_items as (

    select
        account_key,
        buyer_id,
        workspace_id,
        period_id,
        subscription_id,
        item_id,
        plan,
        currency,
        avg(gross_monthly_amount) over last_three as gross_monthly_amount,
        avg(net_monthly_amount) over last_three as net_monthly_amount,
        valid_from,
        valid_to

    from items_of_buyers

    where
        is_metered
        and usage_revenue = 'trailing_average'

    window last_three as (
        partition by account_key, buyer_id, subscription_id, item_id
        order by valid_from, period_id
        rows 2 preceding
    )

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
        valid_to

    from items_of_buyers

    where
        not is_metered
        or usage_revenue = 'billed'

    union all

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
        valid_to

    from smoothed_items

    union all

    select
        account_key,
        'contract:' || account_key as buyer_id,
        null::text as workspace_id,
        'contract:' || contract_id as period_id,
        'contract:' || contract_id as subscription_id,
        null::text as item_id,
        null::text as plan,
        null::text as currency,
        monthly_amount as gross_monthly_amount,
        monthly_amount as net_monthly_amount,
        valid_from,
        valid_to

    from contract_periods

)

select * from final
