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

knowledge as (

    select * from parameters.knowledge

),

-- what was dated after it was received is not there before its time
final as (

    select
        plumbline.text_or_null(feedback.feedback_id) as feedback_id,
        plumbline.text_or_null(feedback.user_id) as user_id,
        plumbline.text_or_null(feedback.kind) as kind,
        plumbline.number_or_null(feedback.score) as score,
        plumbline.moment_or_null(feedback.submitted_at) as submitted_at

    from feedback

    cross join knowledge

    where plumbline.moment_or_null(feedback.submitted_at) <= knowledge.as_of

)

select * from final
