/*---
view: signals.new_team
description: >
  A new workspace in a company that had another one at least new_team_min_days before: a team that may not
  know of the other. Closed after 28 days.
owner: growth-data
grain: one row per workspace
key: [subject_key]
stored: true
signal: { subject: workspace, severity: medium, act_by: sales }
requires: [workspaces]
---*/

with

workspace_creation_history as not materialized (

    select * from entities.workspace_creation_history

),

accounts as not materialized (

    select * from entities.accounts

),

first_records as (

    select
        account_key,
        workspace_id,
        min(recorded_from) as recorded_at

    from workspace_creation_history

    where is_registered

    group by account_key, workspace_id

),

ranked as (

    select
        account_key,
        workspace_id,
        recorded_at,
        min(recorded_at) over (partition by account_key) as first_recorded_at,
        row_number() over (partition by account_key order by recorded_at, workspace_id) - 1
            as earlier_workspaces

    from first_records

),

final as (

    select
        ranked.account_key,
        ranked.workspace_id as subject_key,
        ranked.recorded_at as detected_at,
        ranked.recorded_at + interval '28 days' as closed_at,
        jsonb_build_object('earlier_workspaces', ranked.earlier_workspaces) as evidence

    from ranked

    cross join parameters.business as parameters

    inner join accounts
        on ranked.account_key = accounts.account_key
        and accounts.account_kind = 'company'

    where
        ranked.recorded_at
        >= ranked.first_recorded_at + parameters.new_team_min_days * interval '24 hours'

)

select * from final
