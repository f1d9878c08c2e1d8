/*---
view: signals.segment_changed
description: >
  An account whose segment at the end of a month differs from that of the month before, each with the revenue
  known at the end of its month: a later payment changes no segment that was detected. Closed at the end of
  the next month.
owner: growth-data
grain: one row per account and month at whose end its segment has changed
key: [subject_key, detected_at]
stored: true
signal: { subject: account, severity: low, act_by: sales }
requires: [product_events, accounts]
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
---*/

with

segments_as_known as (

    select * from facts.segments_as_known

),

final as (

    select
        segments_as_known.account_key,
        segments_as_known.account_key as subject_key,
        segments_as_known.evaluated_at as detected_at,
        plumbline.month_end(plumbline.add_months(segments_as_known.month, 1), parameters.time_zone)
        - interval '1 microsecond' as closed_at,
        jsonb_build_object(
            'from', segments_as_known.previous_segment,
            'to', segments_as_known.segment,
            'active_user_days', segments_as_known.active_user_days
        ) as evidence

    from segments_as_known

    cross join parameters.business as parameters

    where
        segments_as_known.known = 'then'
        and segments_as_known.evaluation = 'month'
        and segments_as_known.previous_segment <> segments_as_known.segment

)

select * from final
