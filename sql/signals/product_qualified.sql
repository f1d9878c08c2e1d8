/*---
view: signals.product_qualified
description: >
  An account that fits and shows the signals of the qualification rule at the end of a week. Closed when its
  conditions have been untrue for the cooldown.
owner: growth-data
grain: one row per account and qualification
key: [subject_key, detected_at]
stored: true
signal: { subject: account, severity: high, act_by: sales }
requires: [product_events, accounts]
---*/

with

qualification_spans as (

    select * from facts.qualification_spans

),

qualified_weeks as (

    select * from facts.qualified_weeks

),

final as (

    select
        qualification_spans.account_key,
        qualification_spans.account_key as subject_key,
        qualification_spans.qualified_at as detected_at,
        qualification_spans.last_true_at
        + parameters.qualification_cooldown_days * interval '24 hours' as closed_at,
        jsonb_build_object('signal_values', qualified_weeks.signal_values) as evidence

    from qualification_spans

    cross join parameters.business as parameters

    inner join qualified_weeks
        on qualification_spans.account_key = qualified_weeks.account_key
        and qualification_spans.qualified_at = qualified_weeks.evaluated_at

    where qualification_spans.qualification_kind = 'product'

)

select * from final
