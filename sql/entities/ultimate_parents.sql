/*---
view: entities.ultimate_parents
description: >
  The company at the top of the group of each company that has a parent, over up to eight parents. Companies
  whose parents form a circle have none.
owner: growth-data
grain: one row per company with an ultimate parent
key: [account_id]
crosses_accounts: A parent is another account.
---*/

with

accounts as not materialized (

    select * from staging.accounts

),

-- steps of one, two, four and eight parents; without a further parent the top stays
one_up as (

    select
        account_id,
        coalesce(parent_account_id, account_id) as parent_id

    from accounts

),

two_up as (

    select
        one_up.account_id,
        coalesce(further.parent_id, one_up.parent_id) as parent_id

    from one_up

    left join one_up as further
        on one_up.parent_id = further.account_id

),

four_up as (

    select
        two_up.account_id,
        coalesce(further.parent_id, two_up.parent_id) as parent_id

    from two_up

    left join two_up as further
        on two_up.parent_id = further.account_id

),

eight_up as (

    select
        four_up.account_id,
        coalesce(further.parent_id, four_up.parent_id) as parent_id

    from four_up

    left join four_up as further
        on four_up.parent_id = further.account_id

),

-- a top that has a parent itself is in a circle
final as (

    select
        eight_up.account_id,
        eight_up.parent_id as ultimate_parent

    from eight_up

    left join accounts as tops
        on eight_up.parent_id = tops.account_id

    where
        eight_up.parent_id <> eight_up.account_id
        and (tops.parent_account_id is null or tops.parent_account_id = tops.account_id)

)

select * from final
