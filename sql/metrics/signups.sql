/*---
view: metrics.signups
description: Every registered user, dated by sign-up.
owner: growth-data
grain: one row per user
key: [user_id]
time: signed_up_at
entities:
  entities.users: "user_id, account_key"
  entities.accounts: account_key
  facts.current_account_states: account_key
  facts.account_origins: account_key
requires: [users|product_events]
metrics:
  signups:
    kind: count
    unit: count
    description: >
      Users who signed up in the period. Two registrations with one mail address are one user, who signed up
      with the first one.
edge_cases:
  - Two registrations with one mail address are one user; the first one counts, even after a deletion.
  - Users created by single sign-on and invited users are sign-ups; invited_or_self separates them.
  - Internal, test and bot users are no sign-ups. A deleted user remains one.
choices:
  - question: When does a user sign up?
    answer: When the account of the user is created.
    because: It is the moment at which the company can begin to measure, whether or not events are recorded.
    others:
      Event analytics tools: At the first recorded event.
      PostHog: Its lifecycle dates a new person by the person's creation, not by the first matching event.
    options: [signup_basis]
---*/

with

signups as (

    select * from facts.signups

),

final as (

    select
        account_key,
        user_id,
        signed_up_at

    from signups

)

select * from final
