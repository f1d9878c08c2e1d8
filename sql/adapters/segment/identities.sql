/*---
table: identities
description: The user of each anonymous id, from identifies and aliases; the later link wins.
needs: [identifies or aliases]
---*/

with

identifies as (

    select * from vendor.identifies

),

aliases as (

    select * from vendor.aliases

),

links as (

    select
        anonymous_id,
        user_id,
        timestamp as linked_at

    from identifies

    union all

    select
        previous_id as anonymous_id,
        user_id,
        timestamp as linked_at

    from aliases

),

final as (

    select distinct on (anonymous_id)
        anonymous_id,
        user_id,
        linked_at

    from links

    where
        anonymous_id is not null
        and user_id is not null

    order by anonymous_id, linked_at desc nulls last, user_id

)

select * from final
