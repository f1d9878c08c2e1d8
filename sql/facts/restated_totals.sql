/*---
view: facts.restated_totals
description: >
  Closed months whose recurring revenue has changed since closing for at least one account: by how much in
  total, and for how many accounts. Revenue that moved between accounts cancels out. Results for such a
  month carry a warning.
owner: growth-data
grain: one row per month that was restated
key: [month]
time: month
crosses_accounts: The restatement of all accounts, once for each month.
---*/

with

restated_months as not materialized (

    select * from facts.restated_months

),

final as (

    select
        to_char(month, 'YYYY-MM') as month,
        trim_scale(round(sum(said_now - said_then), 2)) as restated_mrr,
        count(distinct account_key) as restated_accounts

    from restated_months

    where said_now <> said_then

    group by to_char(month, 'YYYY-MM')

)

select * from final
