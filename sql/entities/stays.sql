/*---
view: entities.stays
description: >
  Who belonged to which workspace, from when until when, under the one id that the person has, and whether
  they are there at the end of the data. Who is deleted has left every workspace then at the latest.
owner: growth-data
grain: one row per stay of a person in a workspace
key: [workspace_id, user_id, valid_from]
time: valid_from
crosses_accounts: A person may work in a workspace of another account; the row belongs to the workspace's.
---*/

with

membership_records as (

    select * from entities.membership_records

),

deleted_users as (

    select * from entities.deleted_users

),

knowledge as (

    select * from parameters.knowledge

),

-- a membership without an end is open-ended; a deleted user leaves every workspace
ended as (

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

-- under two ids from the same moment on, somebody is there until the later end
final as (

    select
        ended.workspace_id,
        ended.user_id,
        ended.valid_from,
        nullif(max(ended.ends_at), 'infinity') as valid_to,
        max(ended.ends_at) > knowledge.as_of as is_current,
        min(ended.role) as role,
        min(ended.seat_type) as seat_type

    from ended

    cross join knowledge

    group by ended.workspace_id, ended.user_id, ended.valid_from, knowledge.as_of

)

select * from final
