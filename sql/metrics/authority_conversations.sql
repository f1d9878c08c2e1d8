/*---
view: metrics.authority_conversations
description: Every conversation tag that shows that others decide about a purchase, dated by the conversation.
owner: growth-data
grain: one row per tag given
key: [tag_id]
time: said_at
entities: { entities.accounts: account_key }
requires: [conversation_tags]
dimensions:
  conversation_tag: { description: "The tag of the conversation, such as no_authority.", column: tag }
  conversation_channel:
    description: "Where it was said, such as call. Null when unknown."
    column: channel
metrics:
  authority_conversations:
    kind: count
    unit: count
    description: Tags of authority_tags given to conversations in the period.
  authority_accounts:
    kind: count_distinct
    expression: account_key
    unit: count
    description: Different accounts with such a conversation in the period.
---*/

with

authority_conversations as (

    select * from facts.authority_conversations

),

final as (

    select
        account_key,
        tag_id,
        tag,
        channel,
        said_at

    from authority_conversations

)

select * from final
