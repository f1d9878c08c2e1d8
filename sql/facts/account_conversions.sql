/*---
view: facts.account_conversions
description: >
  Every account, and when one of its buyers first paid within the window that starts with the creation of its
  first workspace. A failed charge does not count. The end of the window is null when the window has no
  length.
owner: growth-data
grain: one row per account that has a workspace
key: [account_key]
time: created_at
---*/

with

account_creations as (

    select * from facts.account_creations

),

first_payments as (

    select * from facts.first_payments

),

account_payments as (

    select
        account_key,
        min(first_paid_at) as paid_at

    from first_payments

    group by account_key

),

-- an account that paid before its first workspace is paid for at once
final as (

    select
        account_creations.account_key,
        account_creations.created_at,
        case
            when
                account_payments.paid_at
                <= account_creations.created_at + parameters.free_to_paid_window_days * interval '24 hours'
                or (parameters.free_to_paid_window_days is null and account_payments.paid_at is not null)
                then greatest(account_payments.paid_at, account_creations.created_at)
        end as converted_at,
        account_creations.created_at
        + parameters.free_to_paid_window_days * interval '24 hours' as window_ends_at

    from account_creations

    cross join parameters.business as parameters

    left join account_payments
        on account_creations.account_key = account_payments.account_key

)

select * from final
