/*---
view: facts.gross_profits
description: >
  The gross profit of each payer by complete month: revenue after the cost of goods and the cost to serve.
  Without margins all revenue is gross profit; without costs to serve none are deducted. Costs of an account
  that no longer pays are shared by its former payers. By option, the cost of serving free accounts is
  deducted too, from all payers by their revenue. A payer is the account or, by option, a customer or a
  subscription item.
owner: growth-data
grain: one row per payer and month with revenue, or with costs after it
key: [account_key, payer_key, month]
time: month
crosses_accounts: The cost of free accounts is shared by all payers.
---*/

with

all_profits as (

    select * from facts.payer_profits

),

account_costs as not materialized (

    select * from facts.account_costs

),

free_costs as not materialized (

    select * from facts.free_costs

),

-- the current month is incomplete
payer_profits as (

    select
        all_profits.account_key,
        all_profits.payer_key,
        all_profits.month,
        all_profits.revenue,
        all_profits.profit
        - coalesce(
            free_costs.amount * all_profits.revenue
            / nullif(sum(all_profits.revenue) over (partition by all_profits.month), 0),
            0
        ) as profit

    from all_profits

    cross join parameters.business as parameters

    left join free_costs
        on all_profits.month = free_costs.month
        and parameters.free_cost_treatment = 'cogs'

    where plumbline.month_end(all_profits.month, parameters.time_zone)
        <= parameters.as_of + interval '1 microsecond'

),

-- the first month of each payer
known_payers as (

    select
        account_key,
        payer_key,
        min(month) as first_month

    from payer_profits

    group by account_key, payer_key

),

-- costs in a month without revenue, shared equally by the account's former payers
idle_costs as (

    select
        known_payers.account_key,
        known_payers.payer_key,
        account_costs.month,
        0 as revenue,
        -account_costs.amount
        / count(*) over (partition by known_payers.account_key, account_costs.month) as gross_profit

    from account_costs

    cross join parameters.business as parameters

    inner join known_payers
        on account_costs.account_key = known_payers.account_key
        and account_costs.month > known_payers.first_month

    where
        plumbline.month_end(account_costs.month, parameters.time_zone)
        <= parameters.as_of + interval '1 microsecond'
        and not exists (
            select 1 from payer_profits
            where
                payer_profits.account_key = account_costs.account_key
                and payer_profits.month = account_costs.month
        )

),

-- costs of an account, shared equally by its payers of the month
served_payers as (

    select
        payer_profits.account_key,
        payer_profits.payer_key,
        payer_profits.month,
        payer_profits.revenue,
        payer_profits.profit
        - coalesce(
            account_costs.amount
            / count(*) over (partition by payer_profits.account_key, payer_profits.month),
            0
        ) as gross_profit

    from payer_profits

    left join account_costs
        on payer_profits.account_key = account_costs.account_key
        and payer_profits.month = account_costs.month

),

final as (

    select * from served_payers
    union all
    select * from idle_costs

)

select * from final
