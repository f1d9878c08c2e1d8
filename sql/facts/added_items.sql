/*---
view: facts.added_items
description: >
  Items that were added to a subscription that ran already, of which the first charge was overdue, and from
  when until when it was not known to be: only then is the item paid for. An item is added when its
  subscription never had it before and no other item of it ends that day, in place of which it would be. Its
  first charge is the first invoice of the subscription whose days begin on the day on which the item does,
  and that asks for no more than the items added that day cost in a billing interval. One that asks for more
  is for the rest of the subscription, too, and only decides about all of it.
owner: growth-data
grain: one row per added item whose first charge was overdue, and stretch of knowledge in which it is paid for
key: [account_key, subscription_id, item_id, recorded_from]
columns:
  recorded_to: { description: "When something else became known (excluded)." }
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

-- when its item and its subscription began
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

-- what is added on one day may be asked for together
additions as (

    select
        account_key,
        subscription_id,
        starts_on,
        sum(amount) as amount

    from added_items

    group by account_key, subscription_id, starts_on

),

-- whoever pays a later one has settled it, so the first one decides
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

-- of several that were issued at once, one that is not overdue is enough
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

-- before it was overdue, and after it was paid
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
