/*---
table: sales_touches
description: >
  Tasks that are done and events that have taken place. The account is that of the record they are about, of
  its deal, or of the person; a converted lead is its contact. Mail of a list or a sequencer is automated.
needs: [task or event]
---*/

with

tasks as (

    select * from vendor.task

),

events as (

    select * from vendor.event

),

contacts as (

    select * from vendor.contact

),

leads as (

    select * from vendor.lead

),

opportunities as (

    select * from vendor.opportunity

),

settings as (

    select * from vendor.settings

),

synced as (

    select * from vendor.synced

),

done as (

    select
        id,
        who_id,
        what_id,
        account_id,
        owner_id,
        coalesce(completed_date_time, activity_date, created_date) as occurred_at,
        case
            when lower(task_subtype) in ('email', 'listemail') then 'email_sent'
            when lower(coalesce(task_subtype, type)) = 'call' then case
                when call_duration_in_seconds > 0 then 'call_connected'
                else 'call'
            end
            when lower(type) = 'email' then 'email_sent'
            else 'task'
        end as kind,
        case when lower(call_type) = 'inbound' then 'inbound' else 'outbound' end as direction,
        lower(task_subtype) is not distinct from 'listemail' as is_list,
        subject,
        call_disposition as outcome

    from tasks

    where
        is_deleted is not true
        and _fivetran_active is not false
        and (is_closed or lower(status) = 'completed')

    union all

    select
        id,
        who_id,
        what_id,
        account_id,
        owner_id,
        coalesce(activity_date_time, start_date_time) as occurred_at,
        'meeting_held' as kind,
        null as direction,
        false as is_list,
        subject,
        null as outcome

    from events

    cross join synced

    where
        is_deleted is not true
        and _fivetran_active is not false
        -- the same meeting in the calendar of another participant
        and is_child is not true
        and (synced_at is null or coalesce(activity_date_time, start_date_time) <= synced_at)

),

final as (

    select
        done.id as touch_id,
        coalesce(
            done.account_id,
            case when done.what_id like '001%' then done.what_id end,
            opportunities.account_id,
            contacts.account_id,
            leads.converted_account_id
        ) as account_id,
        coalesce(contacts.id, leads.converted_contact_id) as contact_id,
        opportunities.id as opportunity_id,
        done.owner_id as rep_id,
        done.kind,
        done.direction,
        done.occurred_at,
        done.is_list or coalesce(done.subject ~* settings.automated_subjects, false) as is_automated,
        done.outcome

    from done

    cross join settings

    left join contacts on done.who_id = contacts.id

    left join leads on done.who_id = leads.id

    left join opportunities on done.what_id = opportunities.id

    where done.occurred_at is not null

)

select * from final
