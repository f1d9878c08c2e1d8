/*---
view: metrics.revenue_retention
description: >
  Every payer that paid a year before the month (or as long as the parameter says), with what it paid
  then and what it pays now. Who is new since is not in it. A payer is the account or, by option, a
  customer or a subscription item.
owner: growth-data
grain: one row per month and payer that paid a year before
key: [account_key, payer_key, month]
time: month
time_type: date
finest_grain: month
entities: { entities.accounts: account_key, facts.account_origins: account_key }
requires: [subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
guards: { checks.unconvertible_currencies: MIXED_CURRENCIES }
warns:
  facts.restated_totals: >
    In all accounts together and by the canonical options, these closed months are not what was said when
    they were closed (month, by how much, in how many accounts): restated_mrr says by which account and why,
    and books closed answers with what was said then.
  checks.contracts_billed_otherwise: >
    Of all accounts, as things stand, these are worth much more or much less a year by contract than billing
    asks them for (account, contracted, billed); revenue goes by billing.
metrics:
  base_accounts:
    kind: balance
    expression: "1"
    unit: count
    version: 2
    description: "{{movement_grain}} that paid {{retention_months}} before the period's end."
  base_mrr:
    kind: balance
    unaffected_by: [movement_grain]
    expression: mrr_then
    unit: money
    version: 2
    description: What the base paid {{retention_months}} before the period's end.
  base_mrr_now:
    kind: balance
    expression: mrr_now
    unit: money
    version: 2
    description: What the base pays at the period's end, whoever left and came back included.
  base_mrr_kept:
    kind: balance
    expression: least(mrr_now, mrr_then)
    unit: money
    version: 2
    description: >
      What the base pays at the period's end, nobody counted for more than {{retention_months}} before.
  base_accounts_kept:
    kind: balance
    expression: case when mrr_now <> 0 then 1 else 0 end
    unit: count
    version: 2
    description: Accounts of the base that pay at the period's end.
  net_revenue_retention:
    kind: ratio
    numerator: base_mrr_now
    denominator: base_mrr
    unit: ratio
    version: 2
    description: >
      What is left of the base's revenue {{retention_months}} later, with expansion. Null when nobody
      paid {{retention_months}} before.
  gross_revenue_retention:
    kind: ratio
    numerator: base_mrr_kept
    denominator: base_mrr
    unit: ratio
    version: 2
    description: >
      What is left of the base's revenue {{retention_months}} later, without expansion; never more than
      1. Null when nobody paid {{retention_months}} before.
  logo_retention_rate:
    kind: ratio
    numerator: base_accounts_kept
    denominator: base_accounts
    unit: ratio
    version: 2
    description: >
      The share of the base's {{movement_grain}} that still pay. Null when nobody paid {{retention_months}}
      before.
---*/

with

payer_months as not materialized (

    select * from facts.payer_months

),

-- what each payer paid, by the month that looks back at it; one that has not begun knows nothing
base_months as (

    select
        payer_months.account_key,
        payer_months.payer_key,
        plumbline.add_months(payer_months.month, parameters.retention_months) as month,
        payer_months.mrr

    from payer_months

    cross join parameters.business as parameters

    where
        payer_months.is_paying
        and payer_months.month < parameters.as_of at time zone parameters.time_zone
        - parameters.retention_months * interval '1 month'

),

-- beside what it pays then: nothing, when it has left or has a credit
final as (

    select
        base_months.account_key,
        base_months.payer_key,
        base_months.month,
        base_months.mrr as mrr_then,
        case when payer_months.is_paying then payer_months.mrr else 0 end as mrr_now

    from base_months

    left join payer_months
        on base_months.account_key = payer_months.account_key
        and base_months.payer_key = payer_months.payer_key
        and base_months.month = payer_months.month

)

select * from final
