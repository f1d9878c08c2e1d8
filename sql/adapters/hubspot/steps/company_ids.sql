/*---
step: company_ids
description: >
  The company behind each id that companies have or had; a merged one is the company that it became.
---*/

with

companies as (

    select * from vendor.companies

),

merged as (

    select
        companies.id as company_id,
        btrim(former.id) as former_id

    from companies

    cross join lateral string_to_table(companies.merged_ids, ';') as former (id)

),

final as (

    select
        id as former_id,
        id as company_id

    from companies

    union

    select
        former_id,
        company_id

    from merged

    where former_id not in (select id from companies)

)

select * from final
