/*---
view: facts.qualification_outcomes
description: >
  Every qualification of an account, and every started account that did not qualify before it won or within
  the window, with the first win within the window.
owner: growth-data
grain: one row per qualification of an account, and one per started account without one in time
key: [account_key, part, dated_at]
time: dated_at
---*/

with

qualifications as (

    select * from facts.qualifications

),

started_accounts as (

    select * from facts.started_accounts

),

opportunities as not materialized (

    select * from facts.opportunities

),

first_wins as (

    select
        started_accounts.account_key,
        min(opportunities.closed_at) as won_at

    from started_accounts

    inner join opportunities
        on started_accounts.account_key = opportunities.account_key
        and started_accounts.started_at <= opportunities.closed_at

    where opportunities.outcome = 'won'

    group by started_accounts.account_key

),

first_qualifications as (

    select
        account_key,
        min(qualified_at) as qualified_at

    from qualifications

    where qualification_kind = 'product'

    group by account_key

),

dated_accounts as (

    select
        account_key,
        qualification_kind as part,
        qualified_at as dated_at,
        is_still_qualified,
        null::timestamptz as first_qualified_at,
        won_at
    from qualifications
    union all
    select
        started_accounts.account_key,
        'unqualified' as part,
        started_accounts.started_at as dated_at,
        false as is_still_qualified,
        first_qualifications.qualified_at as first_qualified_at,
        first_wins.won_at
    from started_accounts
    left join first_qualifications
        on started_accounts.account_key = first_qualifications.account_key
    left join first_wins
        on started_accounts.account_key = first_wins.account_key

),

windows as (

    select
        dated_accounts.account_key,
        dated_accounts.part,
        dated_accounts.dated_at,
        dated_accounts.is_still_qualified,
        dated_accounts.first_qualified_at,
        dated_accounts.won_at,
        dated_accounts.dated_at
        + parameters.qualification_win_window_days * interval '24 hours' as window_ends_at

    from dated_accounts

    cross join parameters.business as parameters

),

-- an account that qualified before it won, or within the window, is not unqualified
final as (

    select
        account_key,
        part,
        dated_at,
        is_still_qualified,
        case when won_at <= coalesce(window_ends_at, 'infinity') then won_at end as converted_at,
        window_ends_at

    from windows

    where
        first_qualified_at is null
        or first_qualified_at > least(won_at, window_ends_at)

)

select * from final
