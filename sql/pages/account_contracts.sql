/*---
view: pages.account_contracts
description: >
  What limits each account as of `as_of`: the limits of its workspaces, the units that its contracts commit,
  and the contracts that are due for renewal.
owner: growth-data
grain: one row per account with a limit in use, committed units, or a contract due for renewal
key: [account_key]
stored: true
indexes: [[account_key]]
requires: [contracts|plan_limits]
columns:
  limits:
    description: >
      A list of `workspace_id`, `meter`, `plan`, `state`, `used`, `limit`, `reached_at` and
      `projected_reach_on`.
  consumption:
    description: >
      A list of `meter`, `state`, `committed`, `expected`, `consumed`, `projected`, `ends_on` and
      `exhausts_on`.
  renewals: { description: "A list of `contract_id`, `renewal_on`, `arr` and `has_open_expansion`." }
  limits_reached: { description: "The number of limits that are reached or exceeded." }
  next_renewal_on:
    description: >
      The day of the first renewal among those due within renewal_window_days. Null when none is due.
  days_to_renewal:
    description: >
      The days from the day of `as_of` to the first renewal among those due within renewal_window_days. Null
      when none is due.
---*/

with

limit_states as (

    select * from facts.limit_states

),

consumption as (

    select * from metrics.consumption

),

renewals as (

    select * from metrics.renewals

),

running_month as (

    select * from parameters.running_month

),

listed_limits as (

    select
        account_key,
        jsonb_agg(
            jsonb_build_object(
                'workspace_id', workspace_id,
                'meter', meter,
                'plan', plan,
                'state', limit_state,
                'used', used::text,
                'limit', limit_quantity::text,
                'reached_at', reached_at,
                'projected_reach_on', projected_reach_on
            ) order by workspace_id, meter
        ) as limits,
        count(*) filter (where limit_state in ('reached', 'over')) as limits_reached

    from limit_states

    group by account_key

),

listed_consumption as (

    select
        consumption.account_key,
        jsonb_agg(
            jsonb_build_object(
                'meter', consumption.meter,
                'state', consumption.consumption_state,
                'committed', consumption.committed_units::text,
                'expected', trim_scale(round(consumption.expected_units, 6))::text,
                'consumed', consumption.consumed_units::text,
                'projected', trim_scale(round(consumption.projected_units, 6))::text,
                'ends_on', consumption.ends_on,
                'exhausts_on', consumption.exhausts_on
            ) order by consumption.meter
        ) as consumption

    from consumption

    inner join running_month
        on consumption.month = running_month.month

    group by consumption.account_key

),

listed_renewals as (

    select
        account_key,
        jsonb_agg(
            jsonb_build_object(
                'contract_id', contract_id,
                'renewal_on', renewal_on,
                'arr', arr::text,
                'has_open_expansion', has_open_expansion
            ) order by renewal_on, contract_id
        ) as renewals,
        min(renewal_on) as next_renewal_on

    from renewals

    group by account_key

),

account_keys as (

    select account_key from listed_limits
    union
    select account_key from listed_consumption
    union
    select account_key from listed_renewals

),

final as (

    select
        account_keys.account_key,
        coalesce(listed_limits.limits, '[]'::jsonb) as limits,
        coalesce(listed_consumption.consumption, '[]'::jsonb) as consumption,
        coalesce(listed_renewals.renewals, '[]'::jsonb) as renewals,
        coalesce(listed_limits.limits_reached, 0) as limits_reached,
        listed_renewals.next_renewal_on,
        (
            listed_renewals.next_renewal_on
            - plumbline.local_date(parameters.as_of, parameters.time_zone)
        )::bigint as days_to_renewal

    from account_keys

    cross join parameters.business as parameters

    left join listed_limits
        on account_keys.account_key = listed_limits.account_key

    left join listed_consumption
        on account_keys.account_key = listed_consumption.account_key

    left join listed_renewals
        on account_keys.account_key = listed_renewals.account_key

)

select * from final
