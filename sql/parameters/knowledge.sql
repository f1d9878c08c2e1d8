/*---
view: parameters.knowledge
description: >
  The newest moment that any loaded fact speaks of: the end of what we know; and the oldest event.
  Nothing after it has happened yet, so nothing that is missing after it has ended. A subscription that is to
  begin later than the tables were loaded moves nothing.
owner: growth-data
grain: one row
key: []
stored: true
---*/

with

-- what was recorded when it happened
recorded as (

    select max(occurred_at) as moment from source.product_events
    union all
    select max(received_at) as moment from source.product_events
    union all
    select max(created_at) as moment from source.users
    union all
    select max(created_at) as moment from source.workspaces
    union all
    select max(sent_at) as moment from source.invitations
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

newest_record as (

    select max(moment) as moment from recorded

),

-- null where the tables are somebody else's
last_load as (

    select max(loaded_at) as moment from plumbline.source_state

),

-- what begins when it says, and may say so beforehand
scheduled as (

    select valid_from as moment from source.memberships
    union all
    select started_at as moment from source.subscription_periods

),

-- what was to begin after the loading, and after all that was recorded, has not begun
begun as (

    select max(scheduled.moment) as moment

    from scheduled

    cross join last_load

    cross join newest_record

    where
        last_load.moment is null
        or scheduled.moment <= greatest(last_load.moment, newest_record.moment)

),

final as (

    select
        greatest(newest_record.moment, begun.moment) as as_of,
        (select min(occurred_at) from source.product_events) as known_since

    from newest_record

    cross join begun

)

select * from final
