/*---
view: staging.identities
description: The user of each anonymous id; the latest link wins.
owner: growth-data
grain: one row per anonymous id
key: [anonymous_id]
crosses_accounts: Accounts are not assigned yet.
---*/

with

links as (

    select * from source.identities

),

data_horizon as (

    select * from parameters.data_horizon

),

-- links dated after their receipt do not win before then
known as (

    select
        plumbline.text_or_null(links.anonymous_id) as anonymous_id,
        plumbline.text_or_null(links.user_id) as user_id,
        plumbline.moment_or_null(links.linked_at) as linked_at

    from links

    cross join data_horizon

    where
        plumbline.moment_or_null(links.linked_at) is null
        or plumbline.moment_or_null(links.linked_at) <= data_horizon.as_of

),

ranked as (

    select
        anonymous_id,
        user_id,
        linked_at,
        row_number() over (
            partition by anonymous_id
            order by linked_at desc nulls last, user_id
        ) as recency

    from known

),

final as (

    select
        anonymous_id,
        user_id,
        linked_at

    from ranked

    where recency = 1

)

select * from final
