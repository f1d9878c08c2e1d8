/*---
view: staging.reps
description: The people who sell or help.
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
        nullif(trim(rep_id), '') as rep_id,
        nullif(trim(role), '') as role,
        nullif(trim(motion), '') as motion,
        start_date,
        end_date

    from reps

)

select * from final
