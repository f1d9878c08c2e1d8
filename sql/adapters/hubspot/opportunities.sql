/*---
table: opportunities
description: >
  One row per deal with a company and a date of creation. A deal without an amount is one of zero.
needs: [deal]
reports:
  without_company_or_date:
    message: deals without a company or a date of creation; they do not count
    query: >
      select id as deal_id, account_id, created_at from vendor.deals
      where account_id is null or created_at is null
  without_amount:
    message: deals without an amount; they count with zero
    query: select id as deal_id from vendor.deals where amount is null
  undeclared_types:
    message: deals of a type that opportunity_types does not list; the first won deal of a company is new
    query: >
      select id as deal_id, written_type from vendor.deals
      where written_type is not null and not is_declared
---*/

with

deals as (

    select * from vendor.deals

),

final as (

    select
        id as opportunity_id,
        account_id,
        created_at,
        closed_at,
        is_won,
        is_closed,
        stage,
        type,
        coalesce(amount, 0) as arr,
        currency,
        owner_id as owner_rep_id

    from deals

    where
        account_id is not null
        and created_at is not null

)

select * from final
