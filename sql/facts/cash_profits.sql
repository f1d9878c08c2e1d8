/*---
view: facts.cash_profits
description: >
  The gross profit of each account in cash, by complete month: what was collected, without tax, times the
  gross margin of the account's revenue, less the cost to serve it. Money collected before the first revenue
  counts in the month of the first revenue. The margin is that of the month or, without revenue in it, of the
  last month with revenue before it.
owner: growth-data
grain: one row per account that has paid and month with cash or a cost
key: [account_key, month]
time: month
---*/

with

invoice_entries as (

    select * from facts.invoice_entries

),

payer_profits as (

    select * from facts.payer_profits

),

gross_profits as (

    select * from facts.gross_profits

),

account_revenue as (

    select
        account_key,
        month,
        sum(revenue) as revenue,
        sum(profit) as profit

    from payer_profits

    group by account_key, month

),

-- a margin is valid until the next month with revenue
margins as (

    select
        account_key,
        month as valid_from_month,
        min(month) over (partition by account_key) as first_month,
        lead(month, 1, date '2999-01-01') over (partition by account_key order by month) as valid_to_month,
        profit / revenue as margin

    from account_revenue

    where revenue > 0

),

first_months as (

    select
        account_key,
        min(first_month) as first_month

    from margins

    group by account_key

),

collected as (

    select
        invoice_entries.account_key,
        greatest(invoice_entries.month, first_months.first_month) as month,
        invoice_entries.collected_without_tax

    from invoice_entries

    cross join parameters.business as parameters

    inner join first_months
        on invoice_entries.account_key = first_months.account_key

    where
        invoice_entries.entry = 'collected'
        and plumbline.month_end(
            greatest(invoice_entries.month, first_months.first_month), parameters.time_zone
        )
        <= parameters.as_of + interval '1 microsecond'

),

-- what serving an account cost is the difference between its profits before and after it
united as (

    select
        collected.account_key,
        collected.month,
        collected.collected_without_tax * margins.margin as cash_profit
    from collected
    inner join margins
        on collected.account_key = margins.account_key
        and collected.month >= margins.valid_from_month
        and collected.month < margins.valid_to_month
    union all
    select
        account_key,
        month,
        gross_profit as cash_profit
    from gross_profits
    union all
    select
        payer_profits.account_key,
        payer_profits.month,
        -payer_profits.profit as cash_profit
    from payer_profits
    cross join parameters.business as parameters
    where
        plumbline.month_end(payer_profits.month, parameters.time_zone)
        <= parameters.as_of + interval '1 microsecond'

),

final as (

    select
        account_key,
        month,
        sum(cash_profit) as cash_profit

    from united

    group by account_key, month

)

select * from final
