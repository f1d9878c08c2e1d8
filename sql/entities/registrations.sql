/*---
view: entities.registrations
description: Every registration of a user, with the user's canonical id.
owner: growth-data
grain: one row per registration
key: [registered_id]
columns:
  registered_id: { description: "The id of this registration." }
  user_id: { description: "The canonical id: that of the user's first registration." }
  email: { pii: true }
  name: { pii: true }
crosses_accounts: Users are identified before accounts are assigned.
---*/

with

users as not materialized (

    select * from staging.users

),

user_ids as not materialized (

    select * from entities.user_ids

),

final as not materialized (

    select
        users.user_id as registered_id,
        user_ids.user_id,
        users.email,
        users.email_domain,
        users.name,
        users.job_title,
        users.signup_source,
        users.invited_by_user_id,
        users.country,
        users.is_excluded,
        users.created_at,
        users.deleted_at

    from users

    inner join user_ids
        on users.user_id = user_ids.raw_id
        and user_ids.id_kind = 'user'

)

select * from final
