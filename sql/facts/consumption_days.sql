/*---
view: facts.consumption_days
description: The use of each meter by all workspaces of an account, by local day.
owner: growth-data
grain: one row per account, meter and day with use
key: [account_key, meter, used_on]
time: used_on
---*/

with

usage as (

    select * from facts.usage

),

final as (

    select
        usage.account_key,
        usage.meter,
        plumbline.local_date(usage.used_at, parameters.time_zone) as used_on,
        sum(usage.quantity) as quantity

    from usage

    cross join parameters.business as parameters

    group by
        usage.account_key,
        usage.meter,
        plumbline.local_date(usage.used_at, parameters.time_zone)

)

select * from final
