/*---
view: facts.first_payments
description: >
  When each buyer first paid for something recurring, as recorded by `as_of`. A failed first charge is not a
  payment. An account is the buyer of a contract without a billing customer.
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
        account_key,
        buyer_id,
        min(workspace_id) as workspace_id,
        min(valid_from) as first_paid_at

    from paid_periods

    where net_monthly_amount > 0

    group by account_key, buyer_id

)

select * from final
