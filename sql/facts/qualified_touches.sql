/*---
view: facts.qualified_touches
description: >
  Every touch in which sales reached a contact: a meeting held, a call connected, a reply, a proposal.
  Automated mail does not count.
owner: growth-data
grain: one row per touch
key: [touch_id]
time: occurred_at
---*/

with

sales_touches as (

    select * from staging.sales_touches

),

reps as (

    select * from staging.reps

),

contacts as (

    select * from entities.contacts

),

opportunities as (

    select * from staging.opportunities

),

-- the account of a touch: its own, its opportunity's or its contact's
attributed as (

    select
        coalesce(
            sales_touches.account_id, opportunities.account_id, contacts.account_key
        ) as account_key,
        sales_touches.touch_id,
        opportunities.opportunity_id,
        opportunities.account_id as opportunity_account,
        sales_touches.rep_id,
        sales_touches.kind,
        sales_touches.occurred_at

    from sales_touches

    cross join parameters.business as parameters

    left join opportunities
        on sales_touches.opportunity_id = opportunities.opportunity_id

    left join contacts
        on sales_touches.contact_id = contacts.contact_id

    left join reps
        on sales_touches.rep_id = reps.rep_id

    where
        sales_touches.kind = any (parameters.qualified_touch_kinds)
        and not sales_touches.is_automated
        and coalesce(reps.role, 'sell') = 'sell'
        and sales_touches.occurred_at <= parameters.as_of

),

-- an unknown opportunity, or one of another account, is none
final as (

    select
        account_key,
        touch_id,
        case when opportunity_account = account_key then opportunity_id end as opportunity_id,
        rep_id,
        kind,
        occurred_at

    from attributed

    where account_key is not null

)

select * from final
