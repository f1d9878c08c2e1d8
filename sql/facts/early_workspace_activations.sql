/*---
view: facts.early_workspace_activations
description: Whether each registered workspace activated within seven days of its creation, as of `as_of`.
owner: growth-data
grain: one row per registered workspace
key: [workspace_id]
dimensions:
  activated_within_7d: { from: facts.early_user_activations }
unaffected_by: [account_activation_min_count, account_activation_users, account_activation_window_days]
affected_with:
  passive_events: { core_action: [none] }
---*/

with

team_activations as (

    select * from facts.team_activations

),

final as (

    select
        team_activations.account_key,
        team_activations.team_id as workspace_id,
        case
            when
                team_activations.activated_at <= team_activations.anchored_at + interval '168 hours'
                then true
            when team_activations.anchored_at + interval '168 hours' <= parameters.as_of then false
        end as activated_within_7d

    from team_activations

    cross join parameters.business as parameters

    where team_activations.scope = 'workspace'

)

select * from final
