/*---
view: metrics.retention_plateau
description: >
  Every user whose weekly sign-up cohort has at least three complete ages after its first week, with the last
  three complete ages of the cohort in which the user returned. Ages are calendar weeks; younger cohorts have
  no plateau yet and are left out.
owner: growth-data
grain: one row per registered user whose cohort has three complete ages
key: [user_id]
time: signed_up_at
entities:
  entities.users: "user_id, account_key"
  entities.accounts: account_key
  facts.current_account_states: account_key
  facts.account_origins: account_key
requires: [product_events]
affected_with:
  core_action: { retention_return_event: [none] }
  passive_events: { retention_return_event: [none], core_action: [none] }
unaffected_by: [retention_start_event]
metrics:
  plateau_users:
    kind: count
    unaffected_by: &returns [core_action, passive_events, retention_return_event]
    unit: count
    description: >
      Users who signed up in the period, in weekly cohorts with at least three complete ages after age 0.
  plateau_user_weeks:
    kind: sum
    expression: ages
    unaffected_by: *returns
    unit: count
    description: plateau_users in each of the last three complete weeks of their cohort, added up.
  plateau_returns:
    kind: sum
    expression: returned_first + returned_second + returned_last
    unit: count
    description: >
      The weeks among the last three complete ones of their cohort in which plateau_users returned, added up.
  retention_plateau:
    kind: ratio
    numerator: plateau_returns
    denominator: plateau_user_weeks
    unit: ratio
    description: >
      The level of the retention curve: the mean of user_retention_rate over the last three complete ages of
      each weekly sign-up cohort; over several cohorts weighted by their users. Null without such cohorts.
  plateau_first_returns:
    kind: sum
    expression: returned_first
    unit: count
    description: Users who returned in the first of the last three complete weeks of their cohort.
  plateau_last_returns:
    kind: sum
    expression: returned_last
    unit: count
    description: Users who returned in the last complete week of their cohort.
  retention_plateau_slope:
    kind: derived
    expression: (plateau_last_returns - plateau_first_returns)::numeric / nullif(2 * plateau_users, 0)
    inputs: [plateau_last_returns, plateau_first_returns, plateau_users]
    unit: ratio
    description: >
      The change per week of user_retention_rate over the last three complete ages, by the straight line that
      fits them best. Negative while the curve still falls. Null without cohorts of that age.
  retention_flattens:
    kind: derived
    expression: >
      case when plateau_users > 0 then (plateau_last_returns - plateau_first_returns >=
      -2 * retention_plateau_max_fall * plateau_users)::integer end
    inputs: [plateau_last_returns, plateau_first_returns, plateau_users]
    parameters: [retention_plateau_max_fall]
    unit: score
    description: >
      1 when the retention curve has flattened: retention_plateau_slope is at least minus
      {{retention_plateau_max_fall}}; else 0. Null without cohorts of that age.
---*/

with

signups as (

    select * from facts.signups

),

retention_events as (

    select * from facts.retention_events

),

-- the last age whose week is over; at the first instant of a week, the week before is over
cohorts as (

    select
        signups.account_key,
        signups.user_id,
        signups.signed_up_at,
        plumbline.local_week(signups.signed_up_at, parameters.time_zone, parameters.week_start)
            as signup_week,
        (
            plumbline.local_week(parameters.as_of, parameters.time_zone, parameters.week_start)
            - plumbline.local_week(signups.signed_up_at, parameters.time_zone, parameters.week_start)
        ) / 7 - 1 as last_age

    from signups

    cross join parameters.business as parameters

),

old_cohorts as (

    select
        account_key,
        user_id,
        signed_up_at,
        signup_week,
        last_age

    from cohorts

    where last_age >= 3

),

-- how many weeks before the last complete one each return was
returns as (

    select distinct
        old_cohorts.account_key,
        old_cohorts.user_id,
        old_cohorts.last_age - (
            plumbline.local_week(retention_events.occurred_at, parameters.time_zone, parameters.week_start)
            - old_cohorts.signup_week
        ) / 7 as weeks_before_last

    from old_cohorts

    cross join parameters.business as parameters

    inner join retention_events
        on old_cohorts.account_key = retention_events.account_key
        and old_cohorts.user_id = retention_events.user_id
        and retention_events.is_return

),

returns_by_user as (

    select
        account_key,
        user_id,
        count(*) filter (where weeks_before_last = 2) as returned_first,
        count(*) filter (where weeks_before_last = 1) as returned_second,
        count(*) filter (where weeks_before_last = 0) as returned_last

    from returns

    group by account_key, user_id

),

final as (

    select
        old_cohorts.account_key,
        old_cohorts.user_id,
        old_cohorts.signed_up_at,
        3 as ages,
        coalesce(returns_by_user.returned_first, 0) as returned_first,
        coalesce(returns_by_user.returned_second, 0) as returned_second,
        coalesce(returns_by_user.returned_last, 0) as returned_last

    from old_cohorts

    left join returns_by_user
        on old_cohorts.account_key = returns_by_user.account_key
        and old_cohorts.user_id = returns_by_user.user_id

)

select * from final
