/*---
view: entities.user_accounts
description: >
  The account that each user belongs to at the end of the data: a current override, else the company of the
  mail domain, else the account of their workspace (the last one when they have left), else the account that
  their events name, else an account of their own, `user:<id>`. All activity of a user is kept under this
  one key, so no user is counted twice.
owner: growth-data
grain: one row per user
key: [user_id]
stored: true
indexes: [[user_id]]
crosses_accounts: Accounts are assigned to users here, so no row has an account yet.
---*/

with

registrations as not materialized (

    select * from entities.registrations

),

user_ids as not materialized (

    select * from entities.user_ids

),

stitched_events as not materialized (

    select * from entities.stitched_events

),

user_account_history as (

    select * from entities.user_account_history

),

membership_records as (

    select * from entities.membership_records

),

data_horizon as (

    select * from parameters.data_horizon

),

workspace_accounts as (

    select * from entities.workspace_accounts

),

domain_accounts as (

    select * from entities.domain_accounts

),

-- registered and event-only users
all_users as (

    select user_id from user_ids where id_kind = 'user'
    union
    select user_id from stitched_events where user_id is not null

),

-- rule 1: a current record of the employer
overrides as (

    select
        user_account_history.user_id,
        user_account_history.account_id,
        user_account_history.account_id as account_key,
        'identity_override'::text as method,
        1 as rule,
        ''::text as tie_breaker

    from user_account_history

    cross join data_horizon

    where
        user_account_history.valid_from <= data_horizon.as_of
        and user_account_history.valid_to > data_horizon.as_of

),

-- rule 2: the company of the mail domain
mail_domains as (

    select
        registrations.user_id,
        domain_accounts.account_id,
        domain_accounts.account_id as account_key,
        'mail_domain'::text as method,
        2 as rule,
        domain_accounts.account_id as tie_breaker

    from registrations

    inner join domain_accounts
        on registrations.email_domain = domain_accounts.domain

),

-- rules 3 and 5: a workspace of a company precedes one that is its own account, a current membership a past
-- one, an older membership a newer one
membership_accounts as (

    select
        membership_records.user_id,
        workspace_accounts.account_id,
        workspace_accounts.account_key,
        'workspace'::text as method,
        case when workspace_accounts.account_id is not null then 3 else 5 end as rule,
        case when membership_records.valid_to <= data_horizon.as_of then 'over ' else 'lasts ' end
        || membership_records.valid_from::text || ' ' || membership_records.workspace_id as tie_breaker

    from membership_records

    cross join data_horizon

    inner join workspace_accounts
        on membership_records.workspace_id = workspace_accounts.workspace_id

    where not workspace_accounts.is_excluded

),

-- rule 4: the account that most of the user's events name
event_accounts as (

    select
        user_id,
        account_id,
        account_id as account_key,
        'events'::text as method,
        4 as rule,
        to_char(1e12 - count(*), 'FM0000000000000') || ' ' || account_id as tie_breaker

    from stitched_events

    where
        user_id is not null
        and account_id is not null

    group by user_id, account_id

),

candidates as (

    select * from overrides
    union all
    select * from mail_domains
    union all
    select * from membership_accounts
    union all
    select * from event_accounts
    union all
    select
        user_id,
        null as account_id,
        'user:' || user_id as account_key,
        'none' as method,
        6 as rule,
        '' as tie_breaker
    from all_users

),

ranked as (

    select
        candidates.user_id,
        candidates.account_id,
        candidates.account_key,
        candidates.method,
        candidates.rule,
        candidates.tie_breaker,
        row_number() over (partition by user_id order by rule, tie_breaker) as preference

    from candidates

),

final as (

    select
        user_id,
        account_id,
        account_key,
        method

    from ranked

    where preference = 1

)

select * from final
