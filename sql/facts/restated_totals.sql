/*---
view: facts.restated_totals
description: >
  Closed months in which the recurring revenue of some account is not what was said when they were closed, by
  how much all of it, and of how many accounts: what moved from one to another is nothing in all of them.
  Answers about such a month say so.
owner: growth-data
grain: one row per month that was restated
key: [month]
time: month
crosses_accounts: What all accounts together were restated by, once for each month.
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
