/*---
view: facts.acquisition_spend
description: >
  The cost of acquiring customers, by the month whose new customers it is compared with, and by what it won.
  Spend without a motion is allocated to the motions by their new revenue, or their new payers, in that month;
  in a month without any it stays shared. Spend of a motion is then allocated to its new payers of the month
  in the same way: spend of a channel that users name as their sign-up source to the payers from that channel,
  other spend to all payers of the motion. Spend that won no payer keeps its channel, and has no segment and
  no plan. By option, the cost of serving free accounts is such spend.
owner: growth-data
grain: one row per month, motion, channel and category, and channel, segment and plan of the payers won
key: [month, origin_motion, channel, category, is_shared, acquisition_channel, icp_segment, first_plan]
time: month
dimensions:
  origin_motion:
    description: >
      The motion that won the accounts, or that of the spend. Spend that cannot be allocated to a motion is
      shared.
    values: [PLG, PLS, SLG, unknown, shared]
    requires: &won [opportunities|sales_touches, product_events]
  acquisition_channel:
    description: >
      The channel that brought the payers: the sign-up source of the account's first user. Null when none was
      recorded, or when the account paid before. Spend that won no payer has the channel of the spend.
    requires: *won
  icp_segment:
    description: >
      The company's current ideal-customer segment. Null when it has none, and for spend that won no payer.
    requires: *won
  first_plan:
    description: >
      The plan with most of the payer's revenue in its first month. Null when the data names no plan, and for
      spend that won no payer.
    requires: *won
crosses_accounts: Spend belongs to months and motions, not to accounts.
---*/

with

spend as not materialized (

    select * from facts.spend

),

free_costs as not materialized (

    select * from facts.free_costs

),

acquired_payers as (

    select * from facts.acquired_payers

),

user_creations as (

    select * from facts.user_creations

),

users as not materialized (

    select * from entities.users

),

costs as not materialized (

    select * from spend
    union all
    select
        free_costs.month,
        'shared' as motion,
        'free_accounts' as channel,
        'cost_to_serve' as category,
        free_costs.amount
    from free_costs
    cross join parameters.business as parameters
    where parameters.free_cost_treatment = 'cac'

),

-- spend may be compared with the new customers of a later month
lagged as not materialized (

    select
        plumbline.add_months(costs.month, parameters.spend_lag_months) as month,
        costs.motion,
        costs.channel,
        costs.category,
        costs.amount

    from costs

    cross join parameters.business as parameters

    where
        plumbline.day_start(
            plumbline.add_months(costs.month, parameters.spend_lag_months), parameters.time_zone
        )
        < parameters.as_of

),

-- the new payers that are alike; at a finer grain a new payer may have only negative items
payer_groups as (

    select
        acquired_payers.month,
        acquired_payers.origin_motion,
        acquired_payers.acquisition_channel,
        acquired_payers.icp_segment,
        acquired_payers.first_plan,
        case
            when parameters.shared_spend_allocation = 'by_new_accounts' then count(*)
            else sum(acquired_payers.new_mrr)
        end as weight

    from acquired_payers

    cross join parameters.business as parameters

    where acquired_payers.new_mrr > 0

    group by
        acquired_payers.month,
        acquired_payers.origin_motion,
        acquired_payers.acquisition_channel,
        acquired_payers.icp_segment,
        acquired_payers.first_plan,
        parameters.shared_spend_allocation

),

motion_weights as (

    select
        month,
        origin_motion,
        sum(weight) as weight

    from payer_groups

    group by month, origin_motion

),

motion_shares as (

    select
        motion_weights.month,
        motion_weights.origin_motion,
        motion_weights.weight / sum(motion_weights.weight) over (partition by motion_weights.month) as share

    from motion_weights

    cross join parameters.business as parameters

    where parameters.shared_spend_allocation <> 'none'

),

by_motion as (

    select
        month,
        motion as origin_motion,
        channel,
        category,
        false as is_shared,
        amount
    from lagged
    where motion <> 'shared'
    union all
    select
        lagged.month,
        coalesce(motion_shares.origin_motion, 'shared') as origin_motion,
        lagged.channel,
        lagged.category,
        true as is_shared,
        lagged.amount * coalesce(motion_shares.share, 1) as amount
    from lagged
    left join motion_shares
        on lagged.month = motion_shares.month
    where lagged.motion = 'shared'

),

-- the channels from which users come; the spend of others is overhead
signup_channels as (

    select distinct users.signup_source as channel

    from user_creations

    inner join users
        on user_creations.account_key = users.account_key
        and user_creations.user_id = users.user_id

    where
        user_creations.is_registered
        and users.signup_source is not null

),

classified as (

    select
        by_motion.month,
        by_motion.origin_motion,
        by_motion.channel,
        by_motion.category,
        by_motion.is_shared,
        by_motion.amount,
        signup_channels.channel is not null as brings_users

    from by_motion

    left join signup_channels
        on by_motion.channel = signup_channels.channel

),

payer_shares as (

    select
        month,
        origin_motion,
        acquisition_channel,
        icp_segment,
        first_plan,
        weight / sum(weight) over (partition by month, origin_motion) as share_of_motion,
        weight / sum(weight) over (partition by month, origin_motion, acquisition_channel)
            as share_of_channel

    from payer_groups

),

final as (

    select
        classified.month,
        classified.origin_motion,
        classified.channel,
        classified.category,
        classified.is_shared,
        case
            when payer_shares.month is null then classified.channel
            else payer_shares.acquisition_channel
        end as acquisition_channel,
        payer_shares.icp_segment,
        payer_shares.first_plan,
        classified.amount
        * case
            when payer_shares.month is null then 1
            when classified.brings_users then payer_shares.share_of_channel
            else payer_shares.share_of_motion
        end as amount

    from classified

    left join payer_shares
        on classified.month = payer_shares.month
        and classified.origin_motion = payer_shares.origin_motion
        and (
            not classified.brings_users
            or classified.channel = payer_shares.acquisition_channel
        )

)

select * from final
