/*---
view: facts.added_items
description: >
  Items that were added to an existing subscription and whose first charge was overdue, with the system-time
  periods in which they count as paid for. An item is added when its subscription never had it before and no
  other item of it ends that day, which would be a replacement. The first charge is the first invoice of the
  subscription that covers days from the start of the item on and is no larger than the cost of the items
  added that day in a billing interval. A larger invoice also covers the rest of the subscription, and
  decides only about the whole subscription.
owner: growth-data
grain: one row per added item whose first charge was overdue, and system-time period in which it is paid for
key: [account_key, subscription_id, item_id, recorded_from]
columns:
  recorded_to: { description: "The end of the system-time period (excluded)." }
---*/

with

subscription_periods as (

    select * from staging.subscription_periods

),

buyers as (

    select * from entities.buyers

),

billed_periods as (

    select * from facts.billed_periods

),

periods as (

    select
        buyers.account_key,
        subscription_periods.subscription_id,
        subscription_periods.item_id,
        subscription_periods.amount,
        plumbline.local_date(subscription_periods.valid_from, parameters.time_zone) as starts_on,
        plumbline.local_date(subscription_periods.valid_to, parameters.time_zone) as ends_on

    from subscription_periods

    cross join parameters.business as parameters

    inner join buyers
        on subscription_periods.customer_id = buyers.buyer_id

),

-- the first day of the item and of its subscription
dated_periods as (

    select
        account_key,
        subscription_id,
        item_id,
        amount,
        starts_on,
        min(starts_on) over (partition by account_key, subscription_id, item_id) as item_starts_on,
        min(starts_on) over (partition by account_key, subscription_id) as subscription_starts_on

    from periods

),

added_items as (

    select
        dated_periods.account_key,
        dated_periods.subscription_id,
        dated_periods.item_id,
        dated_periods.starts_on,
        sum(dated_periods.amount) as amount

    from dated_periods

    where
        dated_periods.starts_on = dated_periods.item_starts_on
        and dated_periods.starts_on > dated_periods.subscription_starts_on
        and not exists (
            select 1 from periods
            where
                periods.account_key = dated_periods.account_key
                and periods.subscription_id = dated_periods.subscription_id
                and periods.item_id is distinct from dated_periods.item_id
                and periods.ends_on = dated_periods.starts_on
        )

    group by
        dated_periods.account_key,
        dated_periods.subscription_id,
        dated_periods.item_id,
        dated_periods.starts_on

),

-- items added on one day may share an invoice
additions as (

    select
        account_key,
        subscription_id,
        starts_on,
        sum(amount) as amount

    from added_items

    group by account_key, subscription_id, starts_on

),

-- a later paid invoice settles earlier ones, so the first invoice decides
charges as (

    select
        additions.account_key,
        additions.subscription_id,
        additions.starts_on,
        billed_periods.overdue_from,
        billed_periods.overdue_until,
        rank() over (
            partition by additions.account_key, additions.subscription_id, additions.starts_on
            order by billed_periods.issued_at
        ) as charge_number

    from additions

    cross join parameters.business as parameters

    inner join billed_periods
        on additions.account_key = billed_periods.account_key
        and additions.subscription_id = billed_periods.subscription_id
        and additions.starts_on = plumbline.local_date(billed_periods.covers_from, parameters.time_zone)
        and additions.amount >= billed_periods.subtotal

),

-- of several invoices issued at once, one that is not overdue is enough
overdue as (

    select
        account_key,
        subscription_id,
        starts_on,
        max(overdue_from) as overdue_from,
        min(overdue_until) as overdue_until

    from charges

    where charge_number = 1

    group by account_key, subscription_id, starts_on

    having
        bool_and(overdue_from is not null)
        and max(overdue_from) < min(overdue_until)

),

-- known to be paid for before it was overdue, and after it was paid
recorded_periods as (

    select
        account_key,
        subscription_id,
        starts_on,
        '-infinity'::timestamptz as recorded_from,
        overdue_from as recorded_to
    from overdue
    union all
    select
        account_key,
        subscription_id,
        starts_on,
        overdue_until as recorded_from,
        'infinity'::timestamptz as recorded_to
    from overdue
    where overdue_until < 'infinity'

),

final as (

    select
        added_items.account_key,
        added_items.subscription_id,
        added_items.item_id,
        recorded_periods.recorded_from,
        recorded_periods.recorded_to

    from added_items

    inner join recorded_periods
        on added_items.account_key = recorded_periods.account_key
        and added_items.subscription_id = recorded_periods.subscription_id
        and added_items.starts_on = recorded_periods.starts_on

)

select * from final
