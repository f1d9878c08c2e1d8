/*---
view: facts.workspace_windows
description: >
  The activation window of each workspace, and the required numbers of core actions and users. The end of
  the window is null when the window has no length.
owner: growth-data
grain: one row per registered workspace
key: [team_id]
time: anchored_at
---*/

with

workspace_creations as (

    select * from facts.workspace_creations

),

-- the window starts with the workspace
final as not materialized (

    select
        'workspace' as scope,
        workspace_creations.workspace_id as team_id,
        workspace_creations.account_key,
        workspace_creations.created_at as anchored_at,
        workspace_creations.created_at + parameters.workspace_activation_window_days * interval '24 hours'
            as window_ends_at,
        parameters.workspace_activation_min_count as min_count,
        parameters.workspace_activation_users as min_people

    from workspace_creations

    cross join parameters.business as parameters

)

select * from final
