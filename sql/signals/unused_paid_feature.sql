/*---
view: signals.unused_paid_feature
description: >
  A paying account that has used fewer features than its plan entitles it to: some of paid_features not in 90
  days, at the end of a week. Never detected while paid_features is null. An account that started in these 90
  days is left out.
owner: growth-data
grain: one row per account and week at whose end the condition is true
key: [subject_key, evaluated_at]
stored: true
signal: { subject: account, severity: low, act_by: success, evaluated: week }
requires: [product_events, subscription_periods|contracts]
---*/

with

expansion_evaluations as (

    select * from facts.expansion_evaluations

),

started_accounts as (

    select * from facts.started_accounts

),

final as (

    select
        expansion_evaluations.account_key,
        expansion_evaluations.account_key as subject_key,
        expansion_evaluations.evaluated_at,
        jsonb_build_object('unused_features', expansion_evaluations.unused_features) as evidence

    from expansion_evaluations

    inner join started_accounts
        on expansion_evaluations.account_key = started_accounts.account_key
        and expansion_evaluations.evaluated_at >= started_accounts.started_at + interval '90 days'

    where
        expansion_evaluations.evaluation = 'week'
        and expansion_evaluations.unused_features > 0

)

select * from final
