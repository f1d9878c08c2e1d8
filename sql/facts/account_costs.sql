/*---
view: facts.account_costs
description: >
  The cost of serving each account in each month: the costs that name the account, and its share of the costs
  of its plans. A cost of a plan is shared by the accounts on the plan in proportion to what they used there
  (events or, by option, tickets), and equally where nothing was used or by option. Without an account on the
  plan it stays without an account. The costs of all rows are the costs that the company recorded.
owner: growth-data
grain: one row per account and month with a cost, and one per month with a cost of no account
key: [account_key, month]
time: month
stored: true
spread: everywhere
indexes: [[account_key, month]]
crosses_accounts: A cost by plan is shared by all accounts on the plan.
---*/

with

cost_to_serve as not materialized (

    select * from staging.cost_to_serve

),

plan_members as (

    select * from facts.plan_members

),

service_use as not materialized (

    select * from facts.service_use

),

-- what was used in workspaces on the plan
workspace_use as (

    select
        plan_members.account_key,
        plan_members.month,
        plan_members.plan,
        sum(service_use.quantity) as quantity

    from plan_members

    inner join service_use
        on plan_members.workspace_id = service_use.workspace_id
        and plan_members.month = service_use.month

    group by plan_members.account_key, plan_members.month, plan_members.plan

),

-- what was used by accounts that pay for the plan in workspaces without a plan, or outside workspaces
other_use as (

    select
        plan_members.account_key,
        plan_members.month,
        plan_members.plan,
        sum(service_use.quantity) as quantity

    from plan_members

    inner join service_use
        on plan_members.account_key = service_use.account_key
        and plan_members.month = service_use.month

    where
        plan_members.workspace_id is null
        and not exists (
            select 1
            from plan_members as placed
            where
                placed.workspace_id = service_use.workspace_id
                and placed.month = service_use.month
        )

    group by plan_members.account_key, plan_members.month, plan_members.plan

),

plan_use as (

    select
        account_key,
        month,
        plan,
        0 as quantity
    from plan_members
    union all
    select * from workspace_use
    union all
    select * from other_use

),

member_use as (

    select
        account_key,
        month,
        plan,
        sum(quantity) as quantity

    from plan_use

    group by account_key, month, plan

),

shares as (

    select
        account_key,
        month,
        plan,
        case
            when sum(quantity) over (partition by month, plan) > 0
                then quantity / sum(quantity) over (partition by month, plan)
            else 1::numeric / count(*) over (partition by month, plan)
        end as share

    from member_use

),

allocated as (

    select
        coalesce(cost_to_serve.account_id, shares.account_key) as account_key,
        cost_to_serve.month,
        cost_to_serve.amount * coalesce(shares.share, 1) as amount

    from cost_to_serve

    cross join parameters.business as parameters

    left join shares
        on cost_to_serve.plan = shares.plan
        and cost_to_serve.month = shares.month
        and cost_to_serve.account_id is null

    where plumbline.day_start(cost_to_serve.month, parameters.time_zone) < parameters.as_of

),

final as (

    select
        account_key,
        month,
        sum(amount) as amount

    from allocated

    group by account_key, month

)

select * from final
