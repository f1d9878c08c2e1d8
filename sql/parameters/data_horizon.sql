/*---
view: parameters.data_horizon
description: >
  The end of the data: the newest moment of any record that had passed when its table was received, or the
  receipt time declared for a table; and the oldest event. Starts and ends count equally. Due or planned
  times, and times after the receipt, do not count. The time of each column in sql/sources says which count.
owner: growth-data
grain: one row
key: []
stored: true
---*/

with

source_state as (

    select * from plumbline.source_state

),

-- the newest recorded moment, the newest declared receipt, and the newest receipt of a table with rows
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

-- tables without dates are as of their receipt
newest as (

    select coalesce(greatest(newest_record, newest_declared), newest_receipt) as moment

    from seen

),

-- one row, even without data
known as (

    select max(moment) as moment from newest

),

final as (

    select
        moment as newest_moment,
        -- periods start at whole minutes: a period that starts at the newest moment has started
        case
            when date_trunc('minute', moment, 'UTC') = moment then moment + interval '1 millisecond'
            else moment
        end as as_of,
        (select min(plumbline.moment_or_null(occurred_at)) from source.product_events) as first_event_at

    from known

)

select * from final
