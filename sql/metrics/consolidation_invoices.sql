/*---
view: metrics.consolidation_invoices
description: >
  The invoices of consolidation candidates in each month, which one contract would replace. The current month
  is evaluated as of `as_of`.
owner: growth-data
grain: one row per account and month at the end of which it is a candidate
key: [account_key, month]
time: month
time_type: date
finest_grain: month
entities: { entities.accounts: account_key }
requires: [billing_customers, subscription_periods, invoices]
assumes:
  contracts: No contracts were provided, so no account counts as having one.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
metrics:
  consolidation_invoices:
    kind: balance
    expression: invoices
    unit: count
    description: >
      Invoices issued in the last month of the period to the customers of accounts that are consolidation
      candidates at its end. Drafts and void invoices do not count.
---*/

with

consolidation_candidates as (

    select * from facts.consolidation_candidates

),

invoices as (

    select * from staging.invoices

),

buyers as not materialized (

    select * from entities.buyers

),

monthly as (

    select
        buyers.account_key,
        plumbline.local_month(invoices.issued_at, parameters.time_zone) as month,
        count(*) as invoices

    from invoices

    cross join parameters.business as parameters

    inner join buyers
        on invoices.customer_id = buyers.buyer_id

    where invoices.issued_at <= parameters.as_of

    group by buyers.account_key, plumbline.local_month(invoices.issued_at, parameters.time_zone)

),

final as (

    select
        consolidation_candidates.account_key,
        consolidation_candidates.month,
        coalesce(monthly.invoices, 0) as invoices

    from consolidation_candidates

    left join monthly
        on consolidation_candidates.account_key = monthly.account_key
        and consolidation_candidates.month = monthly.month

)

select * from final
