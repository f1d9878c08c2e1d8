/*---
view: facts.first_product_use
description: >
  When each account first used the product in the sense that makes a later sale product-led: its first
  activated user or, by option, its first sign-up or its first paid month.
owner: growth-data
grain: one row per account
key: [account_key]
stored: true
indexes: [[account_key]]
---*/

with

activations as (

    select * from facts.activations

),

user_creations as (

    select * from facts.user_creations

),

account_months as (

    select * from facts.account_months

),

qualifying_moments as (

    select
        activations.account_key,
        activations.activated_at as used_at

    from activations

    cross join parameters.business as parameters

    where
        parameters.product_led_evidence = 'activated'
        and activations.activated_at is not null

    union all

    select
        user_creations.account_key,
        user_creations.created_at as used_at

    from user_creations

    cross join parameters.business as parameters

    where parameters.product_led_evidence = 'signup'

    union all

    select
        account_months.account_key,
        account_months.newest_subscription_at as used_at

    from account_months

    cross join parameters.business as parameters

    where parameters.product_led_evidence = 'paying'

),

final as (

    select
        account_key,
        min(used_at) as used_at

    from qualifying_moments

    group by account_key

)

select * from final
