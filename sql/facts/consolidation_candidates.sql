/*---
view: facts.consolidation_candidates
description: >
  Every account that several people pay for at the end of a month, without a contract of the company: its
  subscriptions could be one.
owner: growth-data
grain: one row per account and month at the end of which it is a candidate
key: [account_key, month]
time: month
columns:
  price_gap:
    description: >
      The median over the account's customers of the share by which their price per seat exceeds the lowest
      one. Null with fewer than two known prices.
---*/

with

customer_months as not materialized (

    select * from facts.customer_months

),

account_payers as (

    select * from facts.account_payers

),

contracts as (

    select * from staging.contracts

),

started_months as (

    select * from parameters.started_months

),

-- what each customer pays for a seat, and the lowest such price in the account
prices as (

    select
        account_key,
        month,
        workspace_id,
        mrr,
        mrr / seats as seat_price,
        min(mrr / seats) over (partition by account_key, month) as lowest_price

    from customer_months

),

subscribing_accounts as (

    select
        account_key,
        month,
        count(distinct workspace_id) as workspaces,
        sum(mrr) as mrr,
        case
            when count(seat_price) > 1
                then
                    round(
                        (percentile_cont(0.5) within group (order by 1 - lowest_price / seat_price))::numeric,
                        6
                    )
        end as price_gap

    from prices

    group by account_key, month

),

payer_counts as (

    select
        account_key,
        month,
        count(*) as payers

    from account_payers

    where known = 'now'

    group by account_key, month

),

contracted as (

    select
        contracts.account_id as account_key,
        started_months.month

    from contracts

    inner join started_months
        on contracts.start_date <= started_months.last_day
        and contracts.end_date >= started_months.last_day

    group by contracts.account_id, started_months.month

),

final as (

    select
        subscribing_accounts.account_key,
        subscribing_accounts.month,
        payer_counts.payers,
        subscribing_accounts.workspaces,
        subscribing_accounts.mrr,
        subscribing_accounts.price_gap

    from subscribing_accounts

    cross join parameters.business as parameters

    inner join payer_counts
        on subscribing_accounts.account_key = payer_counts.account_key
        and subscribing_accounts.month = payer_counts.month

    left join contracted
        on subscribing_accounts.account_key = contracted.account_key
        and subscribing_accounts.month = contracted.month

    where
        payer_counts.payers >= parameters.consolidation_min_payers
        and contracted.account_key is null

)

select * from final
