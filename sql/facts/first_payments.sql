/*---
view: facts.first_payments
description: >
  When each buyer first paid for something recurring, by what was known by then. A first charge
  that failed is no payment. What an account signed without a customer to bill is paid by the account.
owner: growth-data
grain: one row per buyer that has paid
key: [buyer_id]
time: first_paid_at
---*/

with

paid_periods as (

    select * from facts.paid_periods

),

final as (

    select
        paid_periods.account_key,
        paid_periods.buyer_id,
        min(paid_periods.workspace_id) as workspace_id,
        min(paid_periods.valid_from) as first_paid_at

    from paid_periods

    cross join parameters.business as parameters

    where
        paid_periods.net_monthly_amount > 0
        and paid_periods.valid_from <= parameters.as_of
        and paid_periods.known_from <= parameters.as_of
        and paid_periods.known_until > parameters.as_of

    group by paid_periods.account_key, paid_periods.buyer_id

)

select * from final
