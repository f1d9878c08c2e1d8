/*---
view: facts.qualifications
description: >
  Every qualification of an account, product-led or for expansion, with the first sales touch and the outcome
  of the first opportunity closed since, before the next qualification of the kind.
owner: growth-data
grain: one row per account, kind and qualification
key: [account_key, qualification_kind, qualified_at]
time: qualified_at
checks:
  touched_after_it_qualified: touched_at is null or touched_at >= qualified_at
  closed_after_it_qualified: coalesce(won_at, lost_at, qualified_at) >= qualified_at
---*/

with

qualification_spans as (

    select * from facts.qualification_spans

),

qualified_touches as not materialized (

    select * from facts.qualified_touches

),

opportunities as not materialized (

    select * from facts.opportunities

),

first_touches as (

    select
        qualification_spans.account_key,
        qualification_spans.qualification_kind,
        qualification_spans.qualified_at,
        min(qualified_touches.occurred_at) as touched_at

    from qualification_spans

    inner join qualified_touches
        on qualification_spans.account_key = qualified_touches.account_key
        and qualification_spans.qualified_at <= qualified_touches.occurred_at
        and qualification_spans.next_qualified_at > qualified_touches.occurred_at

    group by
        qualification_spans.account_key,
        qualification_spans.qualification_kind,
        qualification_spans.qualified_at

),

first_closings as (

    select
        qualification_spans.account_key,
        qualification_spans.qualification_kind,
        qualification_spans.qualified_at,
        min(opportunities.closed_at) filter (where opportunities.outcome = 'won') as won_at,
        min(opportunities.closed_at) filter (where opportunities.outcome = 'lost') as lost_at

    from qualification_spans

    inner join opportunities
        on qualification_spans.account_key = opportunities.account_key
        and qualification_spans.qualified_at <= opportunities.closed_at
        and qualification_spans.next_qualified_at > opportunities.closed_at

    where opportunities.outcome in ('won', 'lost')

    group by
        qualification_spans.account_key,
        qualification_spans.qualification_kind,
        qualification_spans.qualified_at

),

final as (

    select
        qualification_spans.account_key,
        qualification_spans.qualification_kind,
        qualification_spans.qualified_at,
        qualification_spans.last_true_at,
        qualification_spans.is_still_qualified,
        qualification_spans.next_qualified_at,
        first_touches.touched_at,
        first_closings.won_at,
        first_closings.lost_at

    from qualification_spans

    left join first_touches
        on qualification_spans.account_key = first_touches.account_key
        and qualification_spans.qualification_kind = first_touches.qualification_kind
        and qualification_spans.qualified_at = first_touches.qualified_at

    left join first_closings
        on qualification_spans.account_key = first_closings.account_key
        and qualification_spans.qualification_kind = first_closings.qualification_kind
        and qualification_spans.qualified_at = first_closings.qualified_at

)

select * from final
