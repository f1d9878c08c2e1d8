/*---
view: facts.account_origins
description: The motion that won the first revenue of each account that has ever paid.
owner: growth-data
grain: one row per account that has ever paid
key: [account_key]
stored: true
indexes: [[account_key]]
dimensions:
  origin_motion:
    description: The motion that won the account's first revenue. It never changes. Null before that.
    values: [PLG, PLS, SLG, unknown]
    requires: [opportunities|sales_touches, product_events]
---*/

with

revenue_movement_motions as not materialized (

    select * from facts.revenue_movement_motions

),

-- the origin is the same in all months of an account
final as (

    select
        account_key,
        min(origin_motion) as origin_motion

    from revenue_movement_motions

    group by account_key

)

select * from final
