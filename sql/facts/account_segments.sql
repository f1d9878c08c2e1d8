/*---
view: facts.account_segments
description: >
  The segment of each started account at the end of each month, and the one of the month before. Every account
  has exactly one: the first of seven whose condition is true. The current month is evaluated as of `as_of`.
owner: growth-data
grain: one row per account and month since it started
key: [account_key, month]
stored: true
indexes: [[account_key, month], [month]]
time: month
dimensions:
  segment:
    description: >
      The segment of the account at the end of the month; of sign-ups and of states, its current one.
      top_enterprise: a contract, and large by revenue or employees. top_self_serve_paid: pays without a
      contract, and has high usage, several workspaces or several payers. top_free_trial: fits, with high
      usage, and does not pay. help_first: fits, with low usage. opportunistic: pays or fits otherwise.
      self_serve_only: high usage without a fit. dead_zone: the rest.
    requires: &inputs [product_events, accounts]
    immutable: true
    values: &segments
      [
        top_enterprise,
        top_self_serve_paid,
        top_free_trial,
        help_first,
        opportunistic,
        self_serve_only,
        dead_zone,
      ]
  previous_segment:
    description: "The segment at the end of the month before. Null in the month in which the account started."
    requires: *inputs
    immutable: true
    values: *segments
  plan_state:
    description: >
      How the account pays at the end of the month; of sign-ups and of states, how it pays now: by an active
      contract, by subscription (self_serve), in a trial, or not at all. Null before the account started.
    requires: *inputs
    immutable: true
    values: [contract, self_serve, trial, free]
unaffected_by: [active_week_min_users, momentum_min_base, paid_features, week_start]
affected_with:
  core_action: { active_event: [none] }
---*/

with

segments_as_known as (

    select * from facts.segments_as_known

),

final as (

    select
        account_key,
        month,
        evaluation,
        evaluated_at,
        employee_count,
        active_user_days,
        mrr,
        plan_state,
        segment,
        previous_segment

    from segments_as_known

    where known = 'now'

)

select * from final
