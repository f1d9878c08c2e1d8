/*---
view: entities.reps
description: Every sales and support rep.
owner: growth-data
grain: one row per rep
key: [rep_id]
dimensions:
  rep:
    description: >
      The rep: the owner of an opportunity, the rep of a touch, the rep who gets the credit for revenue, or
      the owner of an account. Null when the data names none that is listed among the reps.
    column: rep_id
    requires: [reps]
    immutable: true
  rep_role:
    description: Whether the rep sells to accounts or helps them. Null without a known rep.
    column: role
    values: [sell, help]
    requires: [reps]
  rep_motion:
    description: The motion that the rep works in. Null when unknown.
    column: motion
    requires: [reps]
---*/

with

reps as (

    select * from staging.reps

),

final as (

    select
        rep_id,
        role,
        motion,
        start_date,
        end_date,
        monthly_quota

    from reps

)

select * from final
