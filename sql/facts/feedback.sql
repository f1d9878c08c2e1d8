/*---
view: facts.feedback
description: Every score given by a user, with the user's account.
owner: growth-data
grain: one row per score given
key: [feedback_id]
time: submitted_at
---*/

with

feedback as (

    select * from staging.feedback

),

user_ids as (

    select * from entities.user_ids

),

users as not materialized (

    select * from entities.users

),

final as (

    select
        users.account_key,
        users.user_id,
        feedback.feedback_id,
        feedback.kind,
        feedback.score,
        feedback.submitted_at

    from feedback

    inner join user_ids
        on feedback.user_id = user_ids.raw_id
        and user_ids.id_kind = 'user'

    inner join users
        on user_ids.user_id = users.user_id

)

select * from final
