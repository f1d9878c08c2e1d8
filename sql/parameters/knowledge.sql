/*---
view: parameters.knowledge
description: >
  The newest moment that any loaded fact speaks of: the end of what we know; and the oldest event.
  Nothing after it has happened yet, so nothing that is missing after it has ended.
owner: growth-data
grain: one row
key: []
stored: true
---*/

with

moments as (

    select max(occurred_at) as moment from source.product_events
    union all
    select max(received_at) as moment from source.product_events
    union all
    select max(created_at) as moment from source.users
    union all
    select max(created_at) as moment from source.workspaces
    union all
    select max(valid_from) as moment from source.memberships
    union all
    select max(sent_at) as moment from source.invitations
    union all
    select max(started_at) as moment from source.subscription_periods
    union all
    select max(created_at) as moment from source.billing_customers
    union all
    select max(issued_at) as moment from source.invoices
    union all
    select max(created_at) as moment from source.opportunities
    union all
    select max(occurred_at) as moment from source.sales_touches
    union all
    select max(submitted_at) as moment from source.feedback
    union all
    select max(opened_at) as moment from source.support_tickets
    union all
    select max(day::timestamp at time zone 'UTC') as moment from source.usage_daily
    union all
    select max(created_at) as moment from source.accounts

),

final as (

    select
        max(moment) as as_of,
        (select min(occurred_at) from source.product_events) as known_since

    from moments

)

select * from final
