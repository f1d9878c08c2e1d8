/*---
view: signals.authority_conversation
description: >
  A conversation in which an account said that others decide about a purchase: one tagged with authority_tags.
  Closed 28 days after the last such conversation.
owner: growth-data
grain: one row per account and series of conversations
key: [subject_key, detected_at]
stored: true
signal: { subject: account, severity: high, act_by: sales }
requires: [conversation_tags]
---*/

with

authority_conversations as (

    select * from facts.authority_conversations

),

compared as (

    select
        account_key,
        tag_id,
        tag,
        channel,
        said_at,
        lag(said_at) over (partition by account_key order by said_at, tag_id) as said_before_at

    from authority_conversations

),

-- within 28 days of the previous conversation, the signal is still open
numbered as (

    select
        account_key,
        tag_id,
        tag,
        channel,
        said_at,
        count(*) filter (
            where said_before_at is null or said_at - said_before_at > interval '28 days'
        ) over (
            partition by account_key
            order by said_at, tag_id
            rows between unbounded preceding and current row
        ) as series_number

    from compared

),

final as (

    select
        account_key,
        account_key as subject_key,
        min(said_at) as detected_at,
        max(said_at) + interval '28 days' as closed_at,
        jsonb_build_object(
            'tag', (array_agg(tag order by said_at, tag_id))[1],
            'channel', (array_agg(channel order by said_at, tag_id))[1]
        ) as evidence

    from numbered

    group by account_key, series_number

)

select * from final
