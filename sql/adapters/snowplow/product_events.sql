/*---
table: product_events
description: One row per event. The anonymous id is that of the domain, or of the session of an app.
needs: [events]
reports:
  spiders_and_robots:
    message: events of spiders and robots; they are left out
    query: >
      select event_id from vendor.events
      where contexts_com_iab_snowplow_spiders_and_robots_1 @> '[{"spiderOrRobot": true}]'
---*/

with

events as (

    select * from vendor.events

),

final as (

    select
        event_id,
        coalesce(derived_tstamp, collector_tstamp) as occurred_at,
        collector_tstamp as received_at,
        event_name,
        coalesce(
            domain_userid,
            contexts_com_snowplowanalytics_snowplow_client_session_1 #>> '{0,userId}'
        ) as anonymous_id,
        user_id

    from events

    where
        not coalesce(
            contexts_com_iab_snowplow_spiders_and_robots_1 @> '[{"spiderOrRobot": true}]', false
        )

)

select * from final
