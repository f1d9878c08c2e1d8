/*---
view: parameters.business
description: >
  The one row of business parameters. Every definition reads its thresholds, windows and
  rules from here, and a request may bind another value to any of them: that is then a
  deviation, is listed as one, and changes the definition hash.
owner: growth-data
grain: one row
key: []
parameters:
  as_of:
    type: timestamp
    description: "Nothing known later is counted. Canonical: the newest loaded moment."
  time_zone: { type: text, description: "The IANA time zone in which days, weeks and months begin." }
  week_start:
    type: text
    values: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]
    description: The first day of a week.
  fiscal_year_start:
    type: integer
    min: 1
    max: 12
    description: The month in which quarters and years begin.
  reporting_currency:
    type: text
    description: "The currency of all money, when the data have more than one."
  exchange_rates:
    type: text
    values: [of_month, constant]
    description: >
      Whether money in another currency is worth what it was worth in its month, or in every month what
      it is worth at last, so that exchange rates move nothing.
  passive_events:
    type: text_list
    description: "Events that happen to people rather than by them: they never make anyone active."
  core_action:
    type: matcher
    description: "The event in which the product delivers its value. Null: any event that is not passive."
  active_event: { type: matcher, description: "The event that makes someone active. Null: the core action." }
  start_event:
    type: matcher
    description: "The event by which an actor enters a retention cohort. Null: sign-up (or creation)."
  return_event: { type: matcher, description: "The event that counts as coming back. Null: the core action." }
  signup_basis:
    type: text
    values: [created_at, first_event]
    value_requires: { first_event: [product_events] }
    description: >
      Whether a user signed up when the registration was made, or with the first thing they were ever
      seen to do; who never did anything has then not signed up.
  activation_anchor:
    type: text
    values: [signup, first_core_action]
    description: From when the activation window runs.
  activation_window_hours:
    type: number
    min: 0
    unit: hours
    is_window: true
    nullable: true
    description: >
      How long a user has to activate, the end included. Null: as long as it takes; such a rate rises
      with the age of a cohort and does not compare.
    says: { none: however late, other: "within {value}" }
  activation_min_count:
    type: integer
    min: 1
    not_with: conversion_criteria
    description: How many core actions make a user activated.
  activation_distinct_days:
    type: integer
    not_with: conversion_criteria
    min: 1
    description: On how many different days these must fall.
  workspace_activation_window_days:
    type: number
    min: 0
    unit: days
    is_window: true
    nullable: true
    description: "How long a workspace has to activate, the end included. Null: as long as it takes."
    says: { none: however late, other: "within {value}" }
  workspace_activation_min_count:
    type: integer
    not_with: conversion_criteria
    min: 1
    description: How many core actions make a workspace activated.
  workspace_activation_users:
    type: integer
    not_with: conversion_criteria
    min: 1
    description: By how many different people these must be done.
  account_activation_window_days:
    type: number
    min: 0
    unit: days
    is_window: true
    nullable: true
    description: "How long a company has to activate, the end included. Null: as long as it takes."
    says: { none: however late, other: "within {value}" }
  account_activation_min_count:
    type: integer
    not_with: conversion_criteria
    min: 1
    description: How many core actions make a company activated.
  account_activation_users:
    type: integer
    not_with: conversion_criteria
    min: 1
    description: By how many different people these must be done.
  conversion_criteria:
    type: criteria
    nullable: true
    description: >
      What a question counts as conversion instead of the definition: a list of criteria, each an event with
      min_count, distinct_days and distinct_users; all have to be met, or as many as require says, in any
      order or in the one given. Null: the definition.
  setup_event:
    type: matcher
    description: >
      The event that shows that a user has done what is needed to experience the product's value. Null:
      none, so that a question has to name it.
  setup_window_hours:
    type: number
    min: 0
    unit: hours
    is_window: true
    nullable: true
    description: "How long a user has to set up, the end included. Null: as long as it takes."
    says: { none: however late, other: "within {value}" }
  habit_weeks:
    type: integer
    min: 1
    max: 52
    unit: weeks
    description: Over how many calendar weeks after that of sign-up a habit can show.
  habit_min_weeks:
    type: integer
    min: 1
    max: 52
    unit: weeks
    at_most: habit_weeks
    description: In how many of these weeks the core action has to be done.
  paid_window_days:
    type: number
    min: 0
    unit: days
    is_window: true
    nullable: true
    description: "How long a workspace has to become paid, the end included. Null: as long as it takes."
    says: { none: however late, other: "within {value}" }
  trial_grace_days:
    type: number
    min: 0
    unit: days
    is_window: true
    nullable: true
    description: "How long after a trial's end a payment still follows from it. Null: whenever it comes."
    says: { none: at any time, other: "within {value}" }
  inviting_window_days:
    type: number
    min: 0
    unit: days
    is_window: true
    description: How long after sign-up an invitation counts for the viral cycle, the end included.
  invitation_window_days:
    type: number
    min: 0
    unit: days
    is_window: true
    description: How long after it was sent an invitation can be accepted to count, the end included.
  counts_as:
    type: text
    values: [signup, activated]
    value_requires: { activated: [product_events] }
    description: "What an invited newcomer has to have done to count: signed up, or activated as well."
    says: { signup: signed up, activated: signed up and activated }
  limit_approaching_share:
    type: number
    min: 0
    max: 1
    description: "From which share of a limit on a workspace approaches it, that share included."
  opportunity_event:
    type: matcher
    description: "The event that may lead to a conversion. Null: none, so that a question has to name it."
  conversion_event:
    type: matcher
    description: "The event that an opportunity may lead to. Null: none, so that a question has to name it."
  conversion_actor:
    type: text
    values: [user, workspace, account]
    description: "Who has the opportunity and converts: a person, a workspace or a company."
  conversion_window_days:
    type: number
    min: 0
    unit: days
    is_window: true
    nullable: true
    description: "How long after an opportunity a conversion counts, the end included. Null: without end."
    says: { none: however long after, other: "within {value} of" }
  conversion_same:
    type: text
    nullable: true
    description: >
      The property that an opportunity and its conversion must have in common, such as a session. Null:
      none.
  credit:
    type: text
    values: [latest, first]
    description: >
      To which opportunity a conversion belongs: the latest at or before it, or the actor's first, which
      converts once.
  cohort_entry:
    type: text
    values: [first_time, first_ever, recurring]
    description: >
      Who is in a cohort: actors at their first matching start event; at their first start event of that
      name, and only if that one matches; or at every period with a start event.
  interval:
    type: text
    values: [hour, day, week, month, quarter, year]
    description: "The length of a retention period, when no grain is asked for."
  clock:
    type: text
    values: [calendar, rolling_24h]
    description: >
      Ages in calendar periods, or in multiples of 24 hours from each actor's own start, both floored to the
      hour of the time zone.
  criterion:
    type: text
    values: [on, on_or_after, bracket]
    description: >
      Back in exactly that period; in that one or any later, which holds on both clocks; or at any age of a
      bracket, which is known by its first age.
    says: { on: at this age, on_or_after: at this age or later, bracket: at any age of this bracket }
  brackets:
    type: text_list
    description: "The ages looked at together, such as 1-3,4-7, for the criterion bracket. Null: none."
  age_zero:
    type: text
    values: [cohort, returned]
    description: >
      What stands at age 0: the whole cohort, or those of it who were back within its own period, after the
      start.
    says: { cohort: the whole cohort, returned: those who were back in the period of their start }
  base:
    type: text
    values: [total, previous]
    description: >
      Divided by the whole cohort, or by those who were back one age earlier. The latter can exceed 1,
      since who was away then may come back.
    says:
      total: the whole cohort
      previous: those who were back one age earlier
  min_occurrences:
    type: integer
    min: 1
    description: How many return events in a period make an actor retained.
  min_active_users:
    type: integer
    min: 1
    description: >
      How many different people of an account or workspace have to be back in a period for it to be
      retained. With 1, any return event there will do.
  attribute_time:
    type: text
    values: [current, at_event]
    description: >
      Whether cohorts are grouped by what accounts and workspaces their actors belong to now, or by those of
      the event that started the cohort. What keeps no history is refused.
  start_property:
    type: text
    description: >
      The property of the event that started the cohort whose value the dimension start_property has. Null:
      none.
  new_is:
    type: text
    values: [first_activity, creation]
    description: >
      Who is new in growth accounting: whoever is active for the first time, or whoever is active in the
      period of their sign-up (of an account, that of its first workspace) and was not in the one before.
    says:
      first_activity: for the first time
      creation: "in which they signed up, or were created, and who were not active in the one before"
  dau_window:
    type: integer
    min: 1
    unit: days
    description: "The days that a daily active user looks back over, the last one included."
    says: { 1: "the period's last day", other: "the {value} that end with the period" }
  wau_window:
    type: integer
    min: 1
    unit: days
    description: The days that a weekly active user looks back over.
    says: { 1: "the period's last day", other: "the {value} that end with the period" }
  mau_window:
    type: integer
    values: [calendar]
    min: 1
    unit: days
    description: >
      The days that a monthly active user looks back over, or calendar: those of the calendar month up
      to the last one.
    says:
      1: "the period's last day"
      calendar: "the calendar month of the period's last day, up to that day"
      other: "the {value} that end with the period"
  momentum_min_base:
    type: integer
    min: 1
    unit: users
    description: How many people have to have been active a week before for momentum to be a share of them.
  discounts:
    type: text
    values: [net, gross]
    description: Whether recurring discounts are taken off MRR.
    says: { net: after recurring discounts, gross: before recurring discounts }
  movement_grain:
    type: text
    values: [account, customer, subscription_item]
    description: >
      Whose revenue is compared from one month's end to the next: the account's, each paying customer's, or
      each subscription item's. All revenue together is the same. Whatever counts accounts that pay (logos,
      cohorts, CAC) counts these instead; what won an account is the motion of its first revenue all the
      same.
    says: { account: accounts, customer: customers, subscription_item: subscription items }
  reactivation_min_gap:
    type: integer
    min: 0
    unit: months
    description: >
      How many months a payer has to have paid nothing for its return to be a reactivation; after fewer
      it is expansion.
  past_due_grace_days:
    type: integer
    min: 0
    unit: days
    nullable: true
    description: >
      How long after it was due an invoice can be unpaid before it ends its subscription's revenue, at the end
      of what was paid for. Null: however long, so that such invoices end nothing. Invoices that bill a
      contract have a grace of their own.
  contract_past_due_grace_days:
    type: integer
    min: 0
    unit: days
    nullable: true
    description: >
      The same for an invoice that was issued while a contract of its customer's account ran. Null: however
      long.
  books:
    type: text
    values: [current, closed]
    description: >
      Whether months are answered with what is known now, or each with what was said when it was closed. Of a
      month that plumbline close recorded, closed books answer with the record, as said_then does; what it has
      otherwise than the definitions of today has no plan and no subscription item. Of any other month, and
      where options that change recurring revenue are not the canonical ones, they answer with what the
      definitions of today say of what was known at its end. That leaves out what is dated later (payments,
      late renewals, exchange rates) and nothing else: what was loaded late, or mapped otherwise since, is in
      it. What compares months compares what was said of each when it was closed, so that movements differ
      from those as_of a month's end, which know of what was paid late for the month before.
  payment_terms_days:
    type: integer
    min: 0
    unit: days
    description: >
      How long after it was issued an invoice is due, where the data do not say when it is.
  late_renewal_grace_days:
    type: integer
    min: 0
    unit: days
    description: >
      How long after a customer's last subscription ended a new one still renews it, so that nothing was
      lost in between.
  retention_months:
    type: integer
    min: 1
    unit: months
    description: How far back gross and net revenue retention look.
  touch_window_days:
    type: integer
    min: 0
    unit: days
    description: How long before a movement a qualified sales touch still counts.
  qualified_touch_kinds: { type: text_list, description: "The kinds of touch in which a person answered." }
  product_first_is:
    type: text
    values: [activated, signup, paying]
    description: What must come before the first touch for a sale to be product-led.
  assisted_is:
    type: text
    values: [pls, plg]
    description: Where a touched movement goes that closed without an opportunity.
  shared_alloc:
    type: text
    values: [by_new_arr, by_new_accounts, none]
    description: How spend that belongs to no motion is shared out.
  spend_lag_months:
    type: integer
    min: 0
    max: 36
    unit: months
    description: >
      How many months after it was spent sales and marketing spend is set against the customers won, in CAC
      and in payback alike.
  health_rule:
    type: health_rule
    measures_from: facts.account_signals
    description: >
      What an account's health is made of: components with their weights, and for each the measures that it
      looks at, each with breakpoints from a value to a score of 0 to 100. Between two breakpoints the score
      is in between, beyond them it stays.
  qualification_rule:
    type: qualification_rule
    measures_from: facts.account_signals
    description: >
      By which signals an account qualifies: measures, each compared with a value; all of them have to be
      shown, or as many as require says. An account has to fit besides.
  unfitting_segments:
    type: text_list
    description: >
      The segments that the CRM gives to accounts which are no ideal customers. Accounts without a
      segment do not fit either.
  paid_features:
    type: text_list
    nullable: true
    description: >
      The events that belong to a paid plan. Null: none are known, so that a rule which counts them needs
      this.
  active_week_min_users:
    type: integer
    min: 1
    description: How many people of an account have to be active in a week to make it an active week.
---*/

with

data_horizon as (

    select * from parameters.data_horizon

),

-- before the first refresh nothing is known, and the parameters are there all the same
known as (

    select max(as_of) as as_of from data_horizon

),

final as (

    select
        as_of,
        'UTC'::text as time_zone,
        'monday'::text as week_start,
        1::integer as fiscal_year_start,
        'USD'::text as reporting_currency,
        'of_month'::text as exchange_rates,
        array['page_view', 'pageview', '$pageview', 'email_open', 'email_opened']::text[] as passive_events,
        null::text[] as core_action,
        null::jsonb[] as core_action_conditions,
        null::text[] as active_event,
        null::jsonb[] as active_event_conditions,
        null::text[] as start_event,
        null::jsonb[] as start_event_conditions,
        null::text[] as return_event,
        null::jsonb[] as return_event_conditions,
        'created_at'::text as signup_basis,
        'signup'::text as activation_anchor,
        168::numeric as activation_window_hours,
        1::integer as activation_min_count,
        1::integer as activation_distinct_days,
        14::numeric as workspace_activation_window_days,
        1::integer as workspace_activation_min_count,
        1::integer as workspace_activation_users,
        14::numeric as account_activation_window_days,
        1::integer as account_activation_min_count,
        1::integer as account_activation_users,
        null::jsonb as conversion_criteria,
        null::text[] as setup_event,
        null::jsonb[] as setup_event_conditions,
        168::numeric as setup_window_hours,
        4::integer as habit_weeks,
        3::integer as habit_min_weeks,
        180::numeric as paid_window_days,
        14::numeric as trial_grace_days,
        30::numeric as inviting_window_days,
        30::numeric as invitation_window_days,
        'signup'::text as counts_as,
        0.8::numeric as limit_approaching_share,
        null::text[] as opportunity_event,
        null::jsonb[] as opportunity_event_conditions,
        null::text[] as conversion_event,
        null::jsonb[] as conversion_event_conditions,
        'user'::text as conversion_actor,
        30::numeric as conversion_window_days,
        null::text as conversion_same,
        'latest'::text as credit,
        'first_time'::text as cohort_entry,
        'week'::text as interval,
        'calendar'::text as clock,
        'on'::text as criterion,
        null::text[] as brackets,
        'cohort'::text as age_zero,
        'total'::text as base,
        1::integer as min_occurrences,
        1::integer as min_active_users,
        'current'::text as attribute_time,
        null::text as start_property,
        'first_activity'::text as new_is,
        1::integer as dau_window,
        7::integer as wau_window,
        28::integer as mau_window,
        5::integer as momentum_min_base,
        'net'::text as discounts,
        'account'::text as movement_grain,
        0::integer as reactivation_min_gap,
        14::integer as past_due_grace_days,
        45::integer as contract_past_due_grace_days,
        0::integer as payment_terms_days,
        'current'::text as books,
        0::integer as late_renewal_grace_days,
        12::integer as retention_months,
        90::integer as touch_window_days,
        array['meeting_held', 'call_connected', 'email_reply', 'reply', 'proposal', 'proposal_sent']::text[]
            as qualified_touch_kinds,
        'activated'::text as product_first_is,
        'pls'::text as assisted_is,
        'by_new_arr'::text as shared_alloc,
        0::integer as spend_lag_months,
        '{
            "components": [
                {
                    "component": "usage",
                    "weight": 40,
                    "metrics": [
                        {"measure": "active_share", "window_days": 28, "points": [[0, 0], [0.8, 100]]},
                        {"measure": "active_share", "window_days": 7, "points": [[0, 0], [0.5, 100]]}
                    ]
                },
                {
                    "component": "breadth",
                    "weight": 20,
                    "metrics": [
                        {"measure": "features_used", "window_days": 28, "points": [[0, 0], [8, 100]]},
                        {"measure": "penetration", "window_days": 28, "points": [[0, 0], [0.5, 100]]}
                    ]
                },
                {
                    "component": "momentum",
                    "weight": 20,
                    "metrics": [
                        {"measure": "momentum", "window_days": 28, "points": [[-0.5, 0], [0, 60], [0.5, 100]]}
                    ]
                },
                {
                    "component": "commercial",
                    "weight": 20,
                    "metrics": [{"measure": "mrr_growth", "points": [[-0.5, 0], [0, 60], [0.5, 100]]}]
                }
            ]
        }'::jsonb as health_rule,
        '{
            "require": "all",
            "signals": [
                {"measure": "active_users", "window_days": 28, "op": ">=", "value": 3},
                {"measure": "features_used", "window_days": 28, "op": ">=", "value": 3}
            ]
        }'::jsonb as qualification_rule,
        array['other', 'none']::text[] as unfitting_segments,
        null::text[] as paid_features,
        3::integer as active_week_min_users

    from known

)

select * from final
