/*---
view: facts.qualification_spans
description: >
  Every span in which an account was qualified, product-led or for expansion: from the first week end at which
  all its conditions were true. While they are true, and until they have been untrue for the cooldown, the
  account does not qualify again.
owner: growth-data
grain: one row per account, kind and qualification
key: [account_key, qualification_kind, qualified_at]
stored: true
indexes: [[account_key]]
time: qualified_at
columns:
  last_true_at: { description: "The last week end at which the conditions were true." }
  is_still_qualified: { description: "Whether they were true at the last week end." }
  next_qualified_at: { description: "The account's next qualification of the kind. Infinity without one." }
---*/

with

qualified_weeks as (

    select * from facts.qualified_weeks

),

expansion_evaluations as (

    select * from facts.expansion_evaluations

),

evaluations as (

    select * from facts.evaluations

),

numbered_evaluations as (

    select
        evaluated_at,
        row_number() over (order by evaluated_at) as week_number

    from evaluations

    where evaluation = 'week'

),

last_week_ends as (

    select max(evaluated_at) as evaluated_at

    from numbered_evaluations

),

true_weeks as (

    select
        account_key,
        'product' as qualification_kind,
        evaluated_at
    from qualified_weeks
    union all
    select
        account_key,
        'expansion' as qualification_kind,
        evaluated_at
    from expansion_evaluations
    where
        evaluation = 'week'
        and has_headroom
        and is_holding

),

-- the true week before each one
compared_weeks as (

    select
        true_weeks.account_key,
        true_weeks.qualification_kind,
        true_weeks.evaluated_at,
        lag(true_weeks.evaluated_at) over qualification as true_before_at,
        numbered_evaluations.week_number
        - lag(numbered_evaluations.week_number) over qualification as weeks_since

    from true_weeks

    inner join numbered_evaluations
        on true_weeks.evaluated_at = numbered_evaluations.evaluated_at

    window qualification as (
        partition by true_weeks.account_key, true_weeks.qualification_kind
        order by true_weeks.evaluated_at
    )

),

-- a week after a long enough gap is a new qualification; without an untrue week there is no gap
numbered_weeks as (

    select
        compared_weeks.account_key,
        compared_weeks.qualification_kind,
        compared_weeks.evaluated_at,
        count(*) filter (
            where
                compared_weeks.true_before_at is null
                or (
                    compared_weeks.weeks_since > 1
                    and compared_weeks.evaluated_at - compared_weeks.true_before_at
                    >= parameters.qualification_cooldown_days * interval '24 hours'
                )
        ) over (
            partition by compared_weeks.account_key, compared_weeks.qualification_kind
            order by compared_weeks.evaluated_at
        ) as qualification_number

    from compared_weeks

    cross join parameters.business as parameters

),

spans as (

    select
        account_key,
        qualification_kind,
        min(evaluated_at) as qualified_at,
        max(evaluated_at) as last_true_at

    from numbered_weeks

    group by account_key, qualification_kind, qualification_number

),

final as (

    select
        spans.account_key,
        spans.qualification_kind,
        spans.qualified_at,
        spans.last_true_at,
        coalesce(spans.last_true_at = last_week_ends.evaluated_at, false) as is_still_qualified,
        lead(spans.qualified_at, 1, 'infinity'::timestamptz) over (
            partition by spans.account_key, spans.qualification_kind
            order by spans.qualified_at
        ) as next_qualified_at

    from spans

    cross join last_week_ends

)

select * from final
