/*---
view: facts.workspace_creations
description: When each registered workspace was created, as recorded by `as_of`.
owner: growth-data
grain: one row per registered workspace
key: [workspace_id]
time: created_at
---*/

with

workspace_creation_history as (

    select * from entities.workspace_creation_history

),

final as not materialized (

    select
        workspace_creation_history.account_key,
        workspace_creation_history.workspace_id,
        workspace_creation_history.created_at

    from workspace_creation_history

    cross join parameters.business as parameters

    where
        workspace_creation_history.is_registered
        and workspace_creation_history.recorded_from <= parameters.as_of
        and workspace_creation_history.recorded_to > parameters.as_of

)

select * from final
