/*---
view: facts.sales_signals
description: >
  The moment from which each account was worth a call: the first time that one of its workspaces crossed a
  limit of its plan. It is the only definition of the signal that sales should answer.
owner: growth-data
grain: one row per account with a signal
key: [account_key]
time: signal_at
---*/

with

limit_crossings as (

    select * from facts.limit_crossings

),

final as (

    select
        limit_crossings.account_key,
        min(limit_crossings.crossed_at) as signal_at

    from limit_crossings

    cross join parameters.business as parameters

    where limit_crossings.crossed_at <= parameters.as_of

    group by limit_crossings.account_key

)

select * from final
