/*---
view: facts.restated_totals
description: >
  Closed months in which the recurring revenue of some account is not what was said when they were closed, and
  by how much all of it. Answers about such a month say so.
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
        trim_scale(round(sum(said_now - said_then), 2)) as restated_mrr

    from restated_months

    where restatement_reason is not null

    group by to_char(month, 'YYYY-MM')

)

select * from final
