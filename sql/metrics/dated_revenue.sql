/*---
view: metrics.dated_revenue
description: >
  The recurring revenue of each customer at the end of each month, under the account that the customer
  belonged to at that moment. All other metrics of revenue are under today's account.
owner: growth-data
grain: one row per period of a subscription item, or contract, and month end at which it is active
key: [period_id, month]
time: month
time_type: date
finest_grain: month
entities: { entities.accounts: account_key }
requires: [subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
  identity_accounts: No dated employers were provided, so every customer counts under today's account.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
crosses_accounts: A customer may have belonged to another account than today.
metrics:
  dated_mrr:
    kind: balance
    expression: mrr
    unit: money
    description: >
      Monthly recurring revenue at the end of the period, by the account to which the customer belonged then.
      Over all accounts it equals mrr.
  relocated_mrr:
    kind: balance
    expression: mrr
    where: account_key <> current_account_key
    unit: money
    description: >
      The part of dated_mrr of customers that belong to another account today: mrr shows it there.
edge_cases:
  - >
    The account of a customer changes with the employer of its payer (identity_accounts). A customer whose
    account, or whose workspace, the data name belongs to that account at all times.
  - Outside the recorded employments of a payer, the customer counts under today's account.
choices:
  - question: Which account has the revenue of a payer who changed the employer?
    answer: Today's in all metrics of revenue; in dated_mrr, the one of that time.
    because: >
      The movements of an account must not contain revenue that another account still pays. A history of
      amounts by company needs the company of that time.
    others:
      Finance teams: The account at the time of the invoice.
      Product analytics: The newest properties of a person, at all times.
---*/

with

subscription_months as not materialized (

    select * from facts.subscription_months

),

counted_customers as (

    select * from entities.counted_customers

),

buyers as (

    select * from entities.buyers

),

workspaces as not materialized (

    select * from entities.workspaces

),

user_account_history as (

    select * from entities.user_account_history

),

-- neither the customer nor its workspace names an account; a list and not an outer join, because a workspace
-- of another account may be on another node
customers_by_payer as (

    select
        buyers.buyer_id,
        buyers.user_id

    from buyers

    inner join counted_customers
        on buyers.buyer_id = counted_customers.customer_id

    where
        counted_customers.account_id is null
        and buyers.user_id is not null
        and (
            buyers.workspace_id is null
            or buyers.workspace_id not in (select workspace_id from workspaces)
        )

),

valued_months as (

    select
        subscription_months.account_key,
        subscription_months.buyer_id,
        subscription_months.period_id,
        subscription_months.month,
        subscription_months.amount * subscription_months.rate as mrr,
        least(
            plumbline.month_end(subscription_months.month, parameters.time_zone)
            - interval '1 microsecond',
            parameters.as_of
        ) as evaluated_at

    from subscription_months

    cross join parameters.business as parameters

),

final as (

    select
        coalesce(user_account_history.account_id, valued_months.account_key) as account_key,
        valued_months.account_key as current_account_key,
        valued_months.period_id,
        valued_months.month,
        valued_months.mrr

    from valued_months

    left join customers_by_payer
        on valued_months.buyer_id = customers_by_payer.buyer_id

    left join user_account_history
        on customers_by_payer.user_id = user_account_history.user_id
        and valued_months.evaluated_at >= user_account_history.valid_from
        and valued_months.evaluated_at < user_account_history.valid_to

)

select * from final
