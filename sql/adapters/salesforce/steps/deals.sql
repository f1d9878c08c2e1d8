/*---
step: deals
description: >
  Every deal that is not deleted, with its type as declared. The close date is a forecast until the deal is
  closed.
---*/

with

opportunities as (

    select * from vendor.opportunity

),

settings as (

    select * from vendor.settings

),

declared as (

    select
        lower(key) as type,
        value as meaning

    from settings

    cross join lateral jsonb_each_text(settings.opportunity_types)

),

kept as (

    select
        opportunities.id,
        opportunities.account_id,
        opportunities.created_date,
        case when opportunities.is_closed then opportunities.close_date end as closed_at,
        coalesce(opportunities.is_won, false) as is_won,
        coalesce(opportunities.is_closed, false) as is_closed,
        opportunities.stage_name,
        opportunities.type,
        declared.meaning,
        opportunities.amount,
        upper(opportunities.currency_iso_code) as currency,
        opportunities.owner_id

    from opportunities

    left join declared on lower(opportunities.type) = declared.type

    where
        opportunities.is_deleted is not true
        and opportunities._fivetran_active is not false

),

-- an undeclared deal is new until the account has won one
first_wins as (

    select distinct on (account_id)
        account_id,
        id,
        closed_at

    from kept

    where is_won

    order by account_id, closed_at, id

),

final as (

    select
        kept.id,
        kept.account_id,
        kept.created_date,
        kept.closed_at,
        kept.is_won,
        kept.is_closed,
        kept.stage_name,
        kept.type as written_type,
        kept.meaning is not null as is_declared,
        coalesce(
            kept.meaning,
            case
                when first_wins.id is null or first_wins.id = kept.id then 'new'
                when coalesce(kept.closed_at, 'infinity') < first_wins.closed_at then 'new'
                else 'expansion'
            end
        ) as type,
        kept.amount,
        kept.currency,
        kept.owner_id

    from kept

    left join first_wins on kept.account_id = first_wins.account_id

)

select * from final
