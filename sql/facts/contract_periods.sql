/*---
view: facts.contract_periods
description: >
  The periods in which only a contract gives the value of its account: while the contract is active, its
  last day included, and billing has no priced item of the account. Where billing has one, the contract is
  billed by it and adds nothing.
owner: growth-data
grain: one row per period of a contract without a priced item
key: [contract_id, valid_from]
---*/

with

contracts as (

    select * from staging.contracts

),

subscription_periods as (

    select * from staging.subscription_periods

),

buyers as (

    select * from entities.buyers

),

contract_spans as (

    select
        contracts.account_id as account_key,
        contracts.contract_id,
        plumbline.day_start(contracts.start_date, parameters.time_zone) as starts_at,
        plumbline.day_start(contracts.end_date + 1, parameters.time_zone) as ends_at,
        contracts.arr

    from contracts

    cross join parameters.business as parameters

    where contracts.end_date >= contracts.start_date

),

-- items without a price, such as a free plan, do not bill a contract
priced_periods as (

    select
        buyers.account_key,
        subscription_periods.valid_from,
        subscription_periods.valid_to

    from subscription_periods

    inner join buyers
        on subscription_periods.customer_id = buyers.buyer_id

    where
        subscription_periods.gross_monthly_amount > 0
        and subscription_periods.valid_from < subscription_periods.valid_to

),

-- the priced periods within each contract, and an empty one at its start
billed_periods as (

    select
        contract_spans.account_key,
        contract_spans.contract_id,
        priced_periods.valid_from,
        priced_periods.valid_to

    from contract_spans

    inner join priced_periods
        on contract_spans.account_key = priced_periods.account_key
        and contract_spans.ends_at > priced_periods.valid_from
        and contract_spans.starts_at < priced_periods.valid_to

    union all

    select
        account_key,
        contract_id,
        starts_at as valid_from,
        starts_at as valid_to

    from contract_spans

),

billed_until as (

    select
        account_key,
        contract_id,
        max(valid_to) over (
            partition by account_key, contract_id
            order by valid_from, valid_to
            rows between unbounded preceding and current row
        ) as billed_until,
        lead(valid_from, 1, 'infinity'::timestamptz) over (
            partition by account_key, contract_id
            order by valid_from, valid_to
        ) as billed_again_at

    from billed_periods

),

final as (

    select
        contract_spans.account_key,
        contract_spans.contract_id,
        greatest(billed_until.billed_until, contract_spans.starts_at) as valid_from,
        least(billed_until.billed_again_at, contract_spans.ends_at) as valid_to,
        -- the annual value, spread over twelve months
        contract_spans.arr / 12 as monthly_amount

    from billed_until

    inner join contract_spans
        on billed_until.account_key = contract_spans.account_key
        and billed_until.contract_id = contract_spans.contract_id

    where
        greatest(billed_until.billed_until, contract_spans.starts_at)
        < least(billed_until.billed_again_at, contract_spans.ends_at)

)

select * from final
