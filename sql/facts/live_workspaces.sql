/*---
view: facts.live_workspaces
description: >
  How many registered workspaces each account had at each evaluation, as recorded then. The ends of days are
  not evaluated.
owner: growth-data
grain: one row per evaluation and account with a workspace
key: [account_key, evaluation, evaluated_at]
---*/

with

workspaces as (

    select * from entities.workspaces

),

workspace_creation_history as not materialized (

    select * from entities.workspace_creation_history

),

evaluations as (

    select * from facts.evaluations

),

final as (

    select
        workspaces.account_key,
        evaluations.evaluation,
        evaluations.evaluated_at,
        count(*) as workspaces

    from workspaces

    inner join workspace_creation_history
        on workspaces.account_key = workspace_creation_history.account_key
        and workspaces.workspace_id = workspace_creation_history.workspace_id

    inner join evaluations
        on evaluations.evaluation <> 'day'
        and workspace_creation_history.recorded_from <= evaluations.evaluated_at
        and workspace_creation_history.recorded_to > evaluations.evaluated_at
        and (workspaces.deleted_at is null or workspaces.deleted_at > evaluations.evaluated_at)

    where workspace_creation_history.is_registered

    group by workspaces.account_key, evaluations.evaluation, evaluations.evaluated_at

)

select * from final
