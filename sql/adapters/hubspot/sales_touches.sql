/*---
table: sales_touches
description: >
  Calls, meetings and mails. A meeting was held when its outcome says so; a call connected when it
  is marked so; mail of a sequence is automated.
needs: [engagement_call or engagement_meeting or engagement_email]
---*/

with

engagements as (

    select * from vendor.engagement

),

calls as (

    select * from vendor.engagement_call

),

meetings as (

    select * from vendor.engagement_meeting

),

mails as (

    select * from vendor.engagement_email

),

of_companies as (

    select * from vendor.engagement_company

),

of_contacts as (

    select * from vendor.engagement_contact

),

of_deals as (

    select * from vendor.engagement_deal

),

company_ids as (

    select * from vendor.company_ids

),

-- the disposition of a connected call has this id in every account of HubSpot
touches as (

    select
        engagement_id,
        property_hubspot_owner_id as owner_id,
        case
            when property_hs_call_disposition in ('f240bbac-87c9-4f6e-bf70-924b57d47db7', 'CONNECTED')
                then 'call_connected'
            else 'call'
        end as kind,
        lower(property_hs_call_direction) as direction,
        property_hs_timestamp as occurred_at,
        false as is_automated,
        property_hs_call_status as outcome

    from calls

    where _fivetran_deleted is not true

    union all

    select
        engagement_id,
        property_hubspot_owner_id as owner_id,
        case
            when upper(coalesce(property_hs_meeting_outcome, meeting_outcome)) = 'COMPLETED'
                then 'meeting_held'
            else 'meeting'
        end as kind,
        null as direction,
        coalesce(property_hs_meeting_start_time, start_time) as occurred_at,
        false as is_automated,
        coalesce(property_hs_meeting_outcome, meeting_outcome) as outcome

    from meetings

    where _fivetran_deleted is not true

    union all

    select
        engagement_id,
        property_hubspot_owner_id as owner_id,
        case
            when upper(property_hs_email_direction) = 'INCOMING_EMAIL' then 'email_reply'
            else 'email_sent'
        end as kind,
        case
            when upper(property_hs_email_direction) = 'INCOMING_EMAIL' then 'inbound'
            else 'outbound'
        end as direction,
        property_hs_timestamp as occurred_at,
        property_hs_sequence_id is not null as is_automated,
        null as outcome

    from mails

    where _fivetran_deleted is not true

),

-- an engagement has one of each: the first by id
companies as (

    select
        of_companies.engagement_id,
        min(company_ids.company_id) as company_id

    from of_companies

    inner join company_ids on of_companies.company_id = company_ids.former_id

    group by of_companies.engagement_id

),

contacts as (

    select
        engagement_id,
        min(contact_id) as contact_id

    from of_contacts

    group by engagement_id

),

deals as (

    select
        engagement_id,
        min(deal_id) as deal_id

    from of_deals

    group by engagement_id

),

final as (

    select
        touches.engagement_id as touch_id,
        companies.company_id as account_id,
        contacts.contact_id,
        deals.deal_id as opportunity_id,
        coalesce(touches.owner_id, engagements.owner_id) as rep_id,
        touches.kind,
        touches.direction,
        coalesce(touches.occurred_at, engagements.timestamp) as occurred_at,
        touches.is_automated,
        touches.outcome

    from touches

    left join engagements on touches.engagement_id = engagements.id

    left join companies on touches.engagement_id = companies.engagement_id

    left join contacts on touches.engagement_id = contacts.engagement_id

    left join deals on touches.engagement_id = deals.engagement_id

    where coalesce(touches.occurred_at, engagements.timestamp) is not null

)

select * from final
