/*---
view: facts.rep_months
description: >
  Every calendar month in which a rep with a quota was employed from its first to its last day, since the
  records of sales begin, with the new and expansion revenue credited to the rep. The first of these months
  is tenure month 1.
owner: growth-data
grain: one row per rep with a quota who sells, and full month of employment
key: [rep_id, month]
time: month
crosses_accounts: A rep sells to many accounts.
---*/

with

reps as (

    select * from entities.reps

),

sales_credits as (

    select * from facts.sales_credits

),

first_sales as (

    select * from facts.first_sales

),

months as (

    select * from parameters.months

),

-- a month that began after the start of the rep
quota_carriers as (

    select
        rep_id,
        monthly_quota,
        end_date,
        date_trunc('month', start_date::timestamp + interval '1 month' - interval '1 day')::date
            as first_month

    from reps

    where
        role = 'sell'
        and monthly_quota > 0

),

credited as (

    select
        rep_id,
        month,
        sum(mrr_change) as credited_mrr

    from sales_credits

    where movement in ('new', 'expansion')

    group by rep_id, month

),

final as (

    select
        quota_carriers.rep_id,
        months.month,
        plumbline.months_between(quota_carriers.first_month, months.month) + 1 as tenure_month,
        quota_carriers.monthly_quota as quota,
        coalesce(credited.credited_mrr, 0) as credited_mrr

    from quota_carriers

    cross join parameters.business as parameters

    cross join first_sales

    -- months before the records of sales begin are unknown, not without credit
    inner join months
        on quota_carriers.first_month <= months.month
        and coalesce(quota_carriers.end_date, 'infinity'::date)
        >= plumbline.add_months(months.month, 1) - 1
        and plumbline.month_end(months.month, parameters.time_zone) <= parameters.as_of
        and plumbline.month_end(months.month, parameters.time_zone) > first_sales.recorded_from

    left join credited
        on quota_carriers.rep_id = credited.rep_id
        and months.month = credited.month

)

select * from final
