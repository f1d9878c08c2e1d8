/*---
view: facts.early_user_activations
description: Whether each user activated within seven days of sign-up, as of `as_of`.
owner: growth-data
grain: one row per user
key: [user_id]
dimensions:
  activated_within_7d:
    description: >
      Whether the actor activated in its first seven days and within its activation window: a user from
      sign-up, a workspace from its creation; for a buyer, any workspace that it pays for. Null while the
      seven days are not over, and without a workspace.
    type: boolean
    requires: [product_events]
affected_with:
  passive_events: { core_action: [none] }
---*/

with

activations as (

    select * from facts.activations

),

final as (

    select
        activations.account_key,
        activations.user_id,
        case
            when activations.activated_at <= activations.anchored_at + interval '168 hours' then true
            when activations.anchored_at + interval '168 hours' <= parameters.as_of then false
        end as activated_within_7d

    from activations

    cross join parameters.business as parameters

)

select * from final
