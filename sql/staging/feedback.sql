/*---
view: staging.feedback
description: Every score that a person gave.
owner: growth-data
grain: one row per score given
key: [feedback_id]
time: submitted_at
---*/

with

feedback as (

    select * from source.feedback

),

final as (

    select
        feedback_id,
        user_id,
        kind,
        score,
        submitted_at

    from feedback

)

select * from final
