/*---
view: facts.workspace_conversions
description: >
  Every workspace, and when it became paid within the window that starts with its creation: by a buyer of its
  own, or by a buyer of the whole account. A failed charge does not count. The end of the window is null when
  the window has no length.
owner: growth-data
grain: one row per registered workspace
key: [workspace_id]
time: created_at
---*/

with

workspace_creations as (

    select * from facts.workspace_creations

),

first_payments as (

    select * from facts.first_payments

),

workspace_payments as (

    select
        account_key,
        workspace_id,
        min(first_paid_at) as paid_at

    from first_payments

    where workspace_id is not null

    group by account_key, workspace_id

),

account_payments as (

    select
        account_key,
        min(first_paid_at) as paid_at

    from first_payments

    where workspace_id is null

    group by account_key

),

-- the earlier of both payments; a workspace created in a paying account is paid for at once
paid_workspaces as (

    select
        workspace_creations.account_key,
        workspace_creations.workspace_id,
        workspace_creations.created_at,
        least(workspace_payments.paid_at, account_payments.paid_at) as paid_at

    from workspace_creations

    left join workspace_payments
        on workspace_creations.account_key = workspace_payments.account_key
        and workspace_creations.workspace_id = workspace_payments.workspace_id

    left join account_payments
        on workspace_creations.account_key = account_payments.account_key

),

final as (

    select
        paid_workspaces.account_key,
        paid_workspaces.workspace_id,
        paid_workspaces.created_at,
        case
            when
                paid_workspaces.paid_at
                <= paid_workspaces.created_at + parameters.free_to_paid_window_days * interval '24 hours'
                or (parameters.free_to_paid_window_days is null and paid_workspaces.paid_at is not null)
                then greatest(paid_workspaces.paid_at, paid_workspaces.created_at)
        end as converted_at,
        paid_workspaces.created_at
        + parameters.free_to_paid_window_days * interval '24 hours' as window_ends_at

    from paid_workspaces

    cross join parameters.business as parameters

)

select * from final
