/*---
view: staging.reps
description: Sales and support staff.
owner: growth-data
grain: one row per rep
key: [rep_id]
---*/

with

reps as (

    select * from source.reps

),

final as (

    select
        plumbline.text_or_null(rep_id) as rep_id,
        plumbline.text_or_null(role) as role,
        plumbline.text_or_null(motion) as motion,
        plumbline.day_or_null(start_date) as start_date,
        plumbline.day_or_null(end_date) as end_date,
        plumbline.number_or_null(monthly_quota) as monthly_quota

    from reps

)

select * from final
