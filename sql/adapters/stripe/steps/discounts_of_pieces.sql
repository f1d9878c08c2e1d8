/*---
step: discounts_of_pieces
description: >
  The discount of each piece, in money per interval: percentages of its own amount, and its share of amounts
  off. One row per piece with a discount.
---*/

with

pieces as (

    select * from vendor.paid_pieces

),

discounts as (

    select * from vendor.recurring_discounts

),

-- an amount off is for the subscription: its items share it by their amounts
totals as (

    select
        pieces.item_id,
        pieces.started_at,
        sum(others.amount) as subscription_amount

    from pieces

    inner join pieces as others
        on pieces.subscription_id = others.subscription_id
        and pieces.started_at >= others.started_at
        and pieces.started_at < others.ended_at

    group by pieces.item_id, pieces.started_at

),

final as (

    select
        pieces.item_id,
        pieces.started_at,
        sum(
            coalesce(discounts.percent_off / 100 * pieces.amount, 0)
            + case
                when discounts.currency = pieces.currency
                    then coalesce(
                        discounts.amount_off * pieces.amount / nullif(totals.subscription_amount, 0), 0
                    )
                else 0
            end
        ) as discount_amount

    from pieces

    inner join discounts
        on pieces.subscription_id = discounts.subscription_id
        and pieces.started_at >= discounts.valid_from
        and pieces.started_at < discounts.valid_to

    inner join totals
        on pieces.item_id = totals.item_id
        and pieces.started_at = totals.started_at

    group by pieces.item_id, pieces.started_at

)

select * from final
