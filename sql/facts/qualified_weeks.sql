/*---
view: facts.qualified_weeks
description: >
  Every week at whose end an account was product-qualified: it fits, and showed the signals of the
  qualification rule, as recorded then. The segment of an account is the current one.
owner: growth-data
grain: one row per product-qualified account and week end
key: [account_key, evaluated_at]
time: evaluated_at
---*/

with

rule_evaluations as (

    select * from facts.rule_evaluations

),

accounts as not materialized (

    select * from entities.accounts

),

-- an unknown value is not a signal
signalling_accounts as (

    select
        account_key,
        evaluated_at,
        jsonb_object_agg(signal_number::text, value) as signal_values

    from rule_evaluations

    where plumbline.meets(value, operator, threshold)

    group by account_key, evaluated_at

    having count(*) >= min(signals_needed)

),

final as (

    select
        signalling_accounts.account_key,
        signalling_accounts.evaluated_at,
        signalling_accounts.signal_values

    from signalling_accounts

    cross join parameters.business as parameters

    inner join accounts
        on signalling_accounts.account_key = accounts.account_key
        and accounts.icp_segment is not null
        and accounts.icp_segment <> all (parameters.non_icp_segments)

)

select * from final
