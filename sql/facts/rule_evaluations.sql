/*---
view: facts.rule_evaluations
description: >
  The values of the measures that the qualification rule uses, for every started account at the end of every
  week. An unknown value has no row. The rule may use only measures that are known for past weeks.
owner: growth-data
grain: one row per account, evaluation and signal of the rule whose value is known
key: [account_key, evaluated_at, signal_number]
---*/

with

account_usage as (

    select * from facts.account_usage

),

qualification_signals as (

    select * from parameters.qualification_signals

),

-- a measure without a window is the same in every window: one of them is enough
measured as (

    select
        account_usage.account_key,
        account_usage.evaluated_at,
        qualification_signals.signal_number,
        qualification_signals.operator,
        qualification_signals.threshold,
        qualification_signals.signals_needed,
        case qualification_signals.measure
            when 'users' then account_usage.users
            when 'users_of_one_domain' then account_usage.users_of_one_domain
            when 'active_users' then account_usage.active_users
            when 'active_share' then account_usage.active_share
            when 'user_penetration' then account_usage.user_penetration
            when 'momentum' then account_usage.momentum
            when 'active_weeks' then account_usage.active_weeks
            when 'features_used' then account_usage.features_used
            when 'paid_features_used' then account_usage.paid_features_used
        end::numeric as value

    from account_usage

    inner join qualification_signals
        on account_usage.window_days
            = case
                when qualification_signals.window_days = 0 then 28
                else qualification_signals.window_days
            end

    where account_usage.evaluation = 'week'

),

final as (

    select
        account_key,
        evaluated_at,
        signal_number,
        operator,
        threshold,
        signals_needed,
        value

    from measured

    where value is not null

)

select * from final
