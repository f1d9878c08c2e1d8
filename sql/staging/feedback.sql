/*---
view: staging.feedback
description: Every score given by a user.
owner: growth-data
grain: one row per score given
key: [feedback_id]
time: submitted_at
---*/

with

feedback as (

    select * from source.feedback

),

data_horizon as (

    select * from parameters.data_horizon

),

-- records dated after their receipt are left out until then
final as (

    select
        plumbline.text_or_null(feedback.feedback_id) as feedback_id,
        plumbline.text_or_null(feedback.user_id) as user_id,
        plumbline.text_or_null(feedback.kind) as kind,
        plumbline.number_or_null(feedback.score) as score,
        plumbline.moment_or_null(feedback.submitted_at) as submitted_at

    from feedback

    cross join data_horizon

    where plumbline.moment_or_null(feedback.submitted_at) <= data_horizon.as_of

)

select * from final
