/*---
view: facts.trials
description: >
  Every buyer that had started a trial by `as_of`, and its start and end. Extended or repeated trials are one
  trial, which ends with the last one.
owner: growth-data
grain: one row per buyer that had a trial
key: [buyer_id]
time: started_at
columns:
  ends_at: { description: "The end of the trial. Infinite when the trial has none." }
---*/

with

trials as (

    select * from staging.trials

),

buyers as (

    select * from entities.buyers

),

-- one trial per customer, as recorded by `as_of`
customer_trials as (

    select
        trials.customer_id,
        min(trials.started_at) as started_at,
        max(trials.ends_at) as ends_at

    from trials

    cross join parameters.business as parameters

    where trials.started_at <= parameters.as_of

    group by trials.customer_id

),

final as (

    select
        buyers.account_key,
        customer_trials.customer_id as buyer_id,
        customer_trials.started_at,
        customer_trials.ends_at

    from customer_trials

    inner join buyers
        on customer_trials.customer_id = buyers.buyer_id

)

select * from final
