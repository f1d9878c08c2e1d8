/*---
view: entities.user_spans
description: >
  From when until when each user existed: from the registration, or from the first recorded event before it,
  until the deletion.
owner: growth-data
grain: one row per user
key: [user_id]
columns:
  known_from: { description: "When the user was first recorded." }
  deleted_at: { description: "Null for a user who is not deleted." }
---*/

with

users as not materialized (

    select * from entities.users

),

user_creation_history as not materialized (

    select * from entities.user_creation_history

),

first_records as (

    select
        account_key,
        user_id,
        min(recorded_from) as known_from

    from user_creation_history

    group by account_key, user_id

),

final as (

    select
        users.account_key,
        users.user_id,
        first_records.known_from,
        users.deleted_at

    from users

    inner join first_records
        on users.account_key = first_records.account_key
        and users.user_id = first_records.user_id

)

select * from final
