/*---
step: item_states
description: >
  What is agreed for each licensed item, and from when to when: its price and quantity, and the amount where
  an invoice names it. States are the versions of the item where the loader keeps its history, else follow
  from invoices, else there is the present one. A null start is that of the subscription.
---*/

with

items as (

    select * from vendor.subscription_item

),

versions as (

    select * from vendor.versions

),

lines as (

    select * from vendor.billed_lines

),

all_lines as (

    select * from vendor.invoice_line_item

),

-- an item that came later starts by itself
known_items as (

    select
        items.id as item_id,
        items.subscription_id,
        coalesce(items.price_id, items.plan_id) as price_id,
        coalesce(items.quantity, 1) as quantity,
        items._fivetran_start as version_at,
        case when items._fivetran_active is false then items._fivetran_end end as version_ends_at,
        items._fivetran_deleted is not true and items._fivetran_active is not false as is_present,
        case
            when
                items.created > versions.created + interval '1 day'
                and items.created < coalesce(versions.ended_at, 'infinity')
                then items.created
        end as added_at,
        versions.current_period_start

    from items

    inner join versions
        on items.subscription_id = versions.id
        and versions.is_newest

),

from_history as (

    select
        item_id,
        subscription_id,
        price_id,
        quantity,
        null::numeric as amount,
        null::text as currency,
        null::numeric as days,
        case
            when row_number() over (partition by item_id order by version_at) = 1 then added_at
            else version_at
        end as valid_from,
        coalesce(
            lead(version_at) over (partition by item_id order by version_at),
            case when not is_present then version_ends_at end
        ) as valid_to

    from known_items

    where version_at is not null

),

-- renewals for the same price, quantity and amount make one state
changes as (

    select
        item_id,
        subscription_id,
        price_id,
        quantity,
        amount,
        currency,
        days,
        period_start,
        period_end,
        (price_id, quantity, amount, days > 45) is distinct from lag((price_id, quantity, amount, days > 45))
            over (partition by item_id order by period_start, period_end) as is_change,
        lag(period_start) over (partition by item_id order by period_start, period_end) is null as is_first,
        max(period_end) over (partition by item_id) as billed_until

    from lines

    where
        not is_metered
        and item_id not in (select item_id from from_history)

),

from_lines as (

    select
        changes.item_id,
        changes.subscription_id,
        changes.price_id,
        changes.quantity,
        changes.amount,
        changes.currency,
        changes.days,
        case
            -- the first one starts with the subscription, unless the item came later
            when changes.is_first and present.item_id is not null and present.added_at is null then null
            else changes.period_start
        end as valid_from,
        lead(changes.period_start) over (
            partition by changes.item_id order by changes.period_start, changes.period_end
        ) as next_from,
        -- an item that is there no more was not billed again
        case when present.item_id is null then changes.billed_until end as ends_at,
        changes.billed_until,
        present.item_id is not null
        and (present.price_id, present.quantity)
        is distinct from (changes.price_id, changes.quantity) as is_outdated

    from changes

    left join known_items as present
        on changes.item_id = present.item_id
        and present.is_present

    where changes.is_change

),

-- what was changed since the last invoice: from the proration that says so, else from its end
since_lines as (

    select
        from_lines.item_id,
        present.subscription_id,
        present.price_id,
        present.quantity,
        coalesce(max(all_lines.period_start), min(from_lines.billed_until)) as valid_from

    from from_lines

    inner join known_items as present
        on from_lines.item_id = present.item_id
        and present.is_present

    left join all_lines
        on from_lines.item_id = all_lines.subscription_item_id
        and all_lines.proration
        and coalesce(all_lines.price_id, all_lines.plan_id) = present.price_id
        and all_lines.quantity = present.quantity
        and all_lines.period_start > coalesce(from_lines.valid_from, '-infinity')

    where
        from_lines.next_from is null
        and from_lines.is_outdated

    group by from_lines.item_id, present.subscription_id, present.price_id, present.quantity

),

final as (

    select
        item_id,
        subscription_id,
        price_id,
        quantity,
        amount,
        currency,
        days,
        valid_from,
        valid_to

    from from_history

    union all

    select
        from_lines.item_id,
        from_lines.subscription_id,
        from_lines.price_id,
        from_lines.quantity,
        from_lines.amount,
        from_lines.currency,
        from_lines.days,
        from_lines.valid_from,
        coalesce(from_lines.next_from, since_lines.valid_from, from_lines.ends_at) as valid_to

    from from_lines

    left join since_lines on from_lines.item_id = since_lines.item_id

    union all

    select
        item_id,
        subscription_id,
        price_id,
        quantity,
        null as amount,
        null as currency,
        null as days,
        valid_from,
        null as valid_to

    from since_lines

    union all

    select
        item_id,
        subscription_id,
        price_id,
        quantity,
        null as amount,
        null as currency,
        null as days,
        added_at as valid_from,
        null as valid_to

    from known_items

    where
        is_present
        and version_at is null
        and item_id not in (select item_id from from_lines)

)

select * from final
