/*---
view: staging.support_tickets
description: Every support ticket; its satisfaction rating is known when it is closed.
owner: growth-data
grain: one row per ticket
key: [ticket_id]
time: opened_at
---*/

with

support_tickets as (

    select * from source.support_tickets

),

data_horizon as (

    select * from parameters.data_horizon

),

-- records dated after their receipt are left out until then
final as (

    select
        plumbline.text_or_null(support_tickets.ticket_id) as ticket_id,
        plumbline.text_or_null(support_tickets.account_id) as account_id,
        plumbline.text_or_null(support_tickets.workspace_id) as workspace_id,
        plumbline.moment_or_null(support_tickets.opened_at) as opened_at,
        plumbline.moment_or_null(support_tickets.closed_at) as closed_at,
        plumbline.text_or_null(support_tickets.priority) as priority,
        plumbline.number_or_null(support_tickets.satisfaction) as satisfaction,
        coalesce(
            plumbline.moment_or_null(support_tickets.closed_at),
            plumbline.moment_or_null(support_tickets.opened_at)
        ) as rated_at

    from support_tickets

    cross join data_horizon

    where plumbline.moment_or_null(support_tickets.opened_at) <= data_horizon.as_of

)

select * from final
