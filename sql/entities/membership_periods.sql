/*---
view: entities.membership_periods
description: >
  The periods during which each user belonged to a workspace, under the user's canonical id, and whether the
  membership is current at the end of the data. A deleted user leaves every workspace.
owner: growth-data
grain: one row per membership period of a user in a workspace
key: [workspace_id, user_id, valid_from]
time: valid_from
crosses_accounts: >
  A user may be a member of another account's workspace; the row belongs to the workspace's account.
---*/

with

membership_records as (

    select * from entities.membership_records

),

deleted_users as (

    select * from entities.deleted_users

),

data_horizon as (

    select * from parameters.data_horizon

),

-- a membership without an end is open-ended
bounded_memberships as (

    select
        membership_records.workspace_id,
        membership_records.user_id,
        membership_records.valid_from,
        coalesce(
            least(
                membership_records.valid_to,
                case
                    when deleted_users.deleted_at is not null
                        then greatest(membership_records.valid_from, deleted_users.deleted_at)
                end
            ),
            'infinity'
        ) as ends_at,
        membership_records.role,
        membership_records.seat_type

    from membership_records

    left join deleted_users
        on membership_records.user_id = deleted_users.user_id

),

-- of two registrations that joined at the same moment the later end counts
final as (

    select
        bounded_memberships.workspace_id,
        bounded_memberships.user_id,
        bounded_memberships.valid_from,
        nullif(max(bounded_memberships.ends_at), 'infinity') as valid_to,
        max(bounded_memberships.ends_at) > data_horizon.as_of as is_current,
        min(bounded_memberships.role) as role,
        min(bounded_memberships.seat_type) as seat_type

    from bounded_memberships

    cross join data_horizon

    group by
        bounded_memberships.workspace_id,
        bounded_memberships.user_id,
        bounded_memberships.valid_from,
        data_horizon.as_of

)

select * from final
