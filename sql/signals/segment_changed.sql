/*---
view: signals.segment_changed
description: >
  An account whose segment at the end of a month differs from that of the month before. Closed at the end of
  the next month.
owner: growth-data
grain: one row per account and month at whose end its segment has changed
key: [subject_key, detected_at]
signal: { subject: account, severity: low, act_by: sales }
requires: [product_events, accounts]
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
---*/

with

account_segments as (

    select * from facts.account_segments

),

final as (

    select
        account_segments.account_key,
        account_segments.account_key as subject_key,
        account_segments.evaluated_at as detected_at,
        plumbline.month_end(plumbline.add_months(account_segments.month, 1), parameters.time_zone)
        - interval '1 microsecond' as closed_at,
        jsonb_build_object(
            'from', account_segments.previous_segment,
            'to', account_segments.segment,
            'active_user_days', account_segments.active_user_days
        ) as evidence

    from account_segments

    cross join parameters.business as parameters

    where
        account_segments.evaluation = 'month'
        and account_segments.previous_segment <> account_segments.segment

)

select * from final
