/*---
view: facts.account_satisfaction
description: >
  The satisfaction of each account's users as of `as_of`, in each window over which accounts are measured.
  Null where no score was given.
owner: growth-data
grain: one row per account and window with a score
key: [account_key, window_days]
---*/

with

feedback as (

    select * from facts.feedback

),

support_tickets as (

    select * from facts.support_tickets

),

windows as (

    select * from parameters.measure_windows

),

-- the start of each window
window_starts as (

    select
        windows.window_days,
        plumbline.day_start(
            plumbline.local_date(parameters.as_of, parameters.time_zone) - windows.window_days + 1,
            parameters.time_zone
        ) as starts_at

    from windows

    cross join parameters.business as parameters

),

scores as (

    select
        feedback.account_key,
        window_starts.window_days,
        avg(feedback.score) filter (where feedback.kind = 'csat') as csat,
        100 * avg(
            case
                when feedback.kind <> 'nps' then null
                when feedback.score >= 9 then 1
                when feedback.score <= 6 then -1
                else 0
            end
        ) as nps

    from feedback

    cross join parameters.business as parameters

    inner join window_starts
        on feedback.submitted_at >= window_starts.starts_at

    where feedback.submitted_at <= parameters.as_of

    group by feedback.account_key, window_starts.window_days

),

ticket_scores as (

    select
        support_tickets.account_key,
        window_starts.window_days,
        avg(support_tickets.satisfaction) as ticket_satisfaction

    from support_tickets

    cross join parameters.business as parameters

    inner join window_starts
        on support_tickets.rated_at >= window_starts.starts_at

    where support_tickets.rated_at <= parameters.as_of

    group by support_tickets.account_key, window_starts.window_days

),

final as (

    select
        coalesce(scores.account_key, ticket_scores.account_key) as account_key,
        coalesce(scores.window_days, ticket_scores.window_days) as window_days,
        scores.csat,
        scores.nps,
        ticket_scores.ticket_satisfaction

    from scores

    full outer join ticket_scores
        on scores.account_key = ticket_scores.account_key
        and scores.window_days = ticket_scores.window_days

)

select * from final
