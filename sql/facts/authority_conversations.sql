/*---
view: facts.authority_conversations
description: >
  Every conversation tag by `as_of` that shows that others decide about a purchase: one of authority_tags.
owner: growth-data
grain: one row per tag given
key: [tag_id]
time: said_at
---*/

with

conversations as (

    select * from facts.conversations

),

final as (

    select
        conversations.account_key,
        conversations.user_id,
        conversations.workspace_id,
        conversations.tag_id,
        conversations.tag,
        conversations.channel,
        conversations.said_at

    from conversations

    cross join parameters.business as parameters

    where conversations.tag = any (lower(parameters.authority_tags::text)::text [])

)

select * from final
