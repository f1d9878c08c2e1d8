/*---
view: facts.closing_months
description: >
  Ended months whose books are not recorded yet, with the definition and the currency to record them with.
  The command plumbline close records them.
owner: growth-data
grain: one row per month
key: [month]
time: month
crosses_accounts: A month belongs to no account.
---*/

with

month_ends as (

    select * from facts.month_ends

),

currencies as (

    select * from facts.currencies

),

closed_months as (

    select * from plumbline.closed_months

),

deployed_metrics as (

    select * from plumbline.deployed_metrics

),

final as (

    select
        month_ends.month,
        deployed_metrics.hash as definition,
        currencies.reporting_currency

    from month_ends

    cross join parameters.business as parameters

    cross join currencies

    inner join deployed_metrics
        on deployed_metrics.name = 'mrr'

    where
        month_ends.books = 'closed'
        and plumbline.month_end(month_ends.month, parameters.time_zone) <= parameters.as_of
        and not exists (
            select 1 from closed_months
            where closed_months.month = month_ends.month
        )

)

select * from final
