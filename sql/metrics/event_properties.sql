/*---
view: metrics.event_properties
description: >
  Every event that matches the option property_event, with the value of the property that the option
  property_name names.
owner: growth-data
grain: one row per event
key: [event_id]
time: occurred_at
entities:
  entities.users: "user_id, account_key"
  entities.workspaces: workspace_id
  entities.accounts: event_account_key
  facts.account_segments: "event_account_key, event_month"
  facts.account_months: "event_account_key, event_month"
  facts.account_origins: event_account_key
requires: [product_events]
needs_options: [property_event, property_name]
dimensions:
  signup_month:
    description: >
      The cohort of the event's user: the first day of the month of sign-up. Null when the event has no
      registered user.
    type: date
  property_value:
    description: The value of the property, as text. Null when the event has no value.
metrics:
  property_events:
    kind: count
    unaffected_by: [property_name]
    unit: count
    description: Events in the period that match property_event, with or without the property.
  property_numbers:
    kind: count
    expression: number_value
    unit: count
    description: Events in the period with a number in the property; those that property_sum adds up.
  property_not_numeric:
    kind: count
    where: text_value is not null and number_value is null
    unit: count
    description: >
      Events in the period with a value in the property that is not a number, such as a text, a list or a
      number with more than 20 digits. They do not count in sums and averages.
  property_missing:
    kind: count
    where: text_value is null
    unit: count
    description: >
      Events in the period without a value in the property. They do not count in sums and averages.
  property_sum:
    kind: sum
    expression: number_value
    unit: score
    description: >
      The sum of the property over the events of the period, in the unit of the property. Events without a
      number in it do not count: property_not_numeric and property_missing are their number.
  property_average:
    kind: ratio
    numerator: property_sum
    denominator: property_numbers
    unit: score
    description: >
      The mean of the property over the events of the period with a number in it. Null without such events.
  property_distinct_values:
    kind: count_distinct
    expression: text_value
    unit: count
    description: >
      Different values of the property in the period, compared as text; a missing value is none.
  property_users:
    kind: count_distinct
    expression: user_id
    where: number_value is not null
    unit: count
    description: Different users with an event in the period that has a number in the property.
  property_sum_of_users:
    kind: sum
    expression: number_value
    where: user_id is not null
    unit: score
    description: >
      The sum of the property over the events of the period that have a user.
  property_sum_per_user:
    kind: ratio
    numerator: property_sum_of_users
    denominator: property_users
    unit: score
    description: >
      The sum of the property per user with a number in it, over the events of the period that have a user.
      Null without such users.
  property_sum_per_user_p50:
    kind: median_by_actor
    actor: user_id
    expression: number_value
    where: number_value is not null
    unit: score
    description: >
      The median over users of the sum of their property in the period. A few large values raise
      property_sum_per_user, not the median. Null without such users.
---*/

with

property_values as (

    select * from facts.property_values

),

user_creations as (

    select * from facts.user_creations

),

final as (

    select
        property_values.account_key,
        property_values.user_id,
        property_values.workspace_id,
        property_values.event_account_key,
        property_values.event_id,
        plumbline.local_month(property_values.occurred_at, parameters.time_zone) as event_month,
        property_values.occurred_at,
        case
            when user_creations.is_registered
                then plumbline.local_month(user_creations.created_at, parameters.time_zone)
        end as signup_month,
        property_values.text_value as property_value,
        property_values.text_value,
        property_values.number_value

    from property_values

    cross join parameters.business as parameters

    left join user_creations
        on property_values.account_key = user_creations.account_key
        and property_values.user_id = user_creations.user_id

)

select * from final
