/*---
view: staging.conversation_tags
description: Every tag given to a call, chat or ticket, in lower case.
owner: growth-data
grain: one row per tag given
key: [tag_id]
time: said_at
---*/

with

conversation_tags as (

    select * from source.conversation_tags

),

data_horizon as (

    select * from parameters.data_horizon

),

-- records dated after their receipt are left out until then
final as (

    select
        plumbline.text_or_null(conversation_tags.tag_id) as tag_id,
        plumbline.text_or_null(conversation_tags.account_id) as account_id,
        plumbline.text_or_null(conversation_tags.workspace_id) as workspace_id,
        plumbline.text_or_null(conversation_tags.user_id) as user_id,
        lower(plumbline.text_or_null(conversation_tags.tag)) as tag,
        plumbline.moment_or_null(conversation_tags.said_at) as said_at,
        plumbline.text_or_null(conversation_tags.channel) as channel

    from conversation_tags

    cross join data_horizon

    where plumbline.moment_or_null(conversation_tags.said_at) <= data_horizon.as_of

)

select * from final
