/*---
view: signals.expansion_qualified
description: >
  A paying account with headroom for expansion and with no fewer active users than before, at the end of a
  week. Closed when its conditions have been untrue for the cooldown, or hold no longer after it.
owner: growth-data
grain: one row per account and qualification for expansion
key: [subject_key, detected_at]
stored: true
signal: { subject: account, severity: medium, act_by: sales }
requires: [product_events, subscription_periods|contracts]
---*/

with

qualification_spans as (

    select * from facts.qualification_spans

),

expansion_evaluations as (

    select * from facts.expansion_evaluations

),

final as (

    select
        qualification_spans.account_key,
        qualification_spans.account_key as subject_key,
        qualification_spans.qualified_at as detected_at,
        -- known only once the conditions have been untrue for the cooldown
        qualification_spans.last_true_at
        + parameters.qualification_cooldown_days * interval '24 hours' as closed_at,
        jsonb_build_object(
            'user_penetration', round(expansion_evaluations.user_penetration, 4),
            'limit_share', round(expansion_evaluations.limit_share, 4),
            'unconsolidated_workspaces', expansion_evaluations.unconsolidated_workspaces,
            'unused_features', expansion_evaluations.unused_features,
            'active_users', expansion_evaluations.active_users,
            'active_users_before', expansion_evaluations.users_active_before
        ) as evidence

    from qualification_spans

    cross join parameters.business as parameters

    inner join expansion_evaluations
        on qualification_spans.account_key = expansion_evaluations.account_key
        and qualification_spans.qualified_at = expansion_evaluations.evaluated_at
        and expansion_evaluations.evaluation = 'week'

    where qualification_spans.qualification_kind = 'expansion'

)

select * from final
