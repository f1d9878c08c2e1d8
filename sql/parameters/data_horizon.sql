/*---
view: parameters.data_horizon
description: >
  The end of what we know: the newest moment of which any record speaks and which had passed when its table
  was received, or a time that somebody declared for a table; and the oldest event. Starts and ends count
  alike; what is only due or planned, and what is dated after its receipt, moves nothing. Which times of the
  source contract count, sql/sources says.
owner: growth-data
grain: one row
key: []
stored: true
---*/

with

source_state as (

    select * from plumbline.source_state

),

-- what the tables speak of that had happened, and when somebody says that they were received
seen as (

    select
        max(newest_moment) as newest_record,
        max(received_at) as newest_declared,
        max(coalesce(received_at, loaded_at, seen_at)) filter (where rows > 0) as newest_receipt

    from source_state

    where
        provided
        and seen_at is not null

    having sum(rows) > 0

),

-- tables in which nothing is dated say how things stood when they were received
newest as (

    select coalesce(greatest(newest_record, newest_declared), newest_receipt) as moment

    from seen

),

-- one row, also when nothing is known yet
known as (

    select max(moment) as moment from newest

),

final as (

    select
        moment as newest_moment,
        -- the newest moment is known, so what begins with it has begun; a period begins with a minute
        case
            when date_trunc('minute', moment, 'UTC') = moment then moment + interval '1 millisecond'
            else moment
        end as as_of,
        (select min(plumbline.moment_or_null(occurred_at)) from source.product_events) as first_event_at

    from known

)

select * from final
