-- $1: "2025-12-31T23:59:59Z"
-- $2: "expansion"
-- $3: "account"
-- $4: 12
-- $5: "UTC"
-- $6: "2025-07-01"
-- $7: "2026-01-01"
-- $8: "2025-12-01"

with

-- The parameters of this request, instead of the canonical ones.
parameters__business as not materialized (

    select
        $1::timestamptz as as_of,
        $2::text as contracted_escalators,
        $3::text as movement_grain,
        $4::integer as revenue_retention_months,
        $5::text as time_zone

),

-- In staging.contracts: replacements.
staging__contracts__replacements as (

    select
        predecessor_id as contract_id,
        min(plumbline.day_or_null(start_date)) as replaced_on

    from source.contracts as contracts

    where predecessor_id is not null

    group by predecessor_id

),

-- staging.contracts: Every signed contract.
staging__contracts as (

    select
        plumbline.text_or_null(contracts.contract_id) as contract_id,
        plumbline.text_or_null(contracts.account_id) as account_id,
        plumbline.day_or_null(contracts.start_date) as start_date,
        least(plumbline.day_or_null(contracts.end_date), replacements.replaced_on - 1) as end_date,
        plumbline.day_or_null(contracts.end_date) as signed_end_date,
        plumbline.number_or_null(contracts.arr) as arr,
        contracts.seats,
        plumbline.number_or_null(contracts.committed_units) as committed_units,
        plumbline.text_or_null(contracts.meter) as meter,
        coalesce(contracts.auto_renew, false) as is_auto_renewing,
        plumbline.text_or_null(contracts.predecessor_id) as predecessor_id

    from source.contracts as contracts

    left join staging__contracts__replacements as replacements
        on contracts.contract_id = replacements.contract_id

),

-- In facts.contract_escalators: contracts.
facts__contract_escalators__contracts as (

    select * from staging__contracts as contracts

),

-- In facts.contract_escalators: renewals.
facts__contract_escalators__renewals as (

    select
        contracts.account_id as account_key,
        contracts.contract_id,
        contracts.start_date,
        case
            when contracts.seats > 0 and predecessors.seats > 0
                then (contracts.arr / contracts.seats - predecessors.arr / predecessors.seats)
                * least(contracts.seats, predecessors.seats)
            when
                contracts.seats is null
                and predecessors.seats is null
                and predecessors.is_auto_renewing
                then contracts.arr - predecessors.arr
        end as annual_increase

    from facts__contract_escalators__contracts as contracts

    inner join facts__contract_escalators__contracts as predecessors
        on contracts.account_id = predecessors.account_id
        and contracts.predecessor_id = predecessors.contract_id

),

-- facts.contract_escalators: Contracts that renew another one at a higher price, with the part of the increase that is
-- an escalator: the increase of the price of a seat, for the seats that both contracts have.
facts__contract_escalators as (

    select
        account_key,
        contract_id,
        start_date,
        annual_increase

    from facts__contract_escalators__renewals as renewals

    where annual_increase > 0

),

-- In facts.compared_revenue: the revenue of each payer, by the month that compares with it; months that have not
-- started are excluded.
facts__compared_revenue__base_months as (

    select
        payer_months.account_key,
        payer_months.payer_key,
        plumbline.add_months(payer_months.month, parameters.revenue_retention_months) as month,
        payer_months.mrr

    from facts.payer_months as payer_months

    cross join parameters__business as parameters

    where
        payer_months.is_paying
        and payer_months.month < parameters.as_of at time zone parameters.time_zone
        - parameters.revenue_retention_months * interval '1 month'

),

-- In facts.compared_revenue: with the revenue in that month: 0 when the payer has left or has a credit.
facts__compared_revenue__compared_months as (

    select
        base_months.account_key,
        base_months.payer_key,
        base_months.month,
        base_months.mrr as mrr_then,
        case when payer_months.is_paying then payer_months.mrr else 0 end as mrr_now

    from facts__compared_revenue__base_months as base_months

    left join facts.payer_months as payer_months
        on base_months.account_key = payer_months.account_key
        and base_months.payer_key = payer_months.payer_key
        and base_months.month = payer_months.month

),

-- In facts.compared_revenue: the monthly escalators of contracts that started in between, where they are excluded,
-- rounded as revenue is.
facts__compared_revenue__escalations as (

    select
        compared_months.account_key,
        compared_months.payer_key,
        compared_months.month,
        round(sum(contract_escalators.annual_increase) / 12, 8) as escalation

    from facts__compared_revenue__compared_months as compared_months

    cross join parameters__business as parameters

    inner join facts__contract_escalators as contract_escalators
        on compared_months.account_key = contract_escalators.account_key
        and contract_escalators.start_date < plumbline.add_months(compared_months.month, 1)
        and contract_escalators.start_date
        >= plumbline.add_months(compared_months.month, 1 - parameters.revenue_retention_months)

    where
        parameters.contracted_escalators = 'excluded'
        and parameters.movement_grain = 'account'

    group by compared_months.account_key, compared_months.payer_key, compared_months.month

),

-- facts.compared_revenue: The revenue of every payer that paid a year before a month (or as long as the parameter
-- says), then and in that month.
facts__compared_revenue as (

    select
        compared_months.account_key,
        compared_months.payer_key,
        compared_months.month,
        compared_months.mrr_then,
        compared_months.mrr_now
        - least(
            greatest(compared_months.mrr_now - compared_months.mrr_then, 0),
            coalesce(escalations.escalation, 0)
        ) as mrr_now

    from facts__compared_revenue__compared_months as compared_months

    left join facts__compared_revenue__escalations as escalations
        on compared_months.account_key = escalations.account_key
        and compared_months.payer_key = escalations.payer_key
        and compared_months.month = escalations.month

),

-- metrics.revenue_retention: Every payer that paid a year before the month (or as long as the parameter says), with its
-- revenue then and now.
metrics__revenue_retention as (

    select
        account_key,
        payer_key,
        month,
        mrr_then,
        mrr_now

    from facts__compared_revenue as compared_revenue

),

-- base_mrr_now, base_mrr, base_mrr_kept, base_accounts_kept, base_accounts: from metrics.revenue_retention.
revenue_retention_counted as (

    select
        fact.month as period_start,
        coalesce(sum(mrr_now), 0) as base_mrr_now,
        coalesce(sum(mrr_then), 0) as base_mrr,
        coalesce(sum(least(mrr_now, mrr_then)), 0) as base_mrr_kept,
        coalesce(sum(case when mrr_now <> 0 then 1 else 0 end), 0) as base_accounts_kept,
        coalesce(sum(1), 0) as base_accounts

    from metrics__revenue_retention as fact

    where
        fact.month >= $6::date
        and fact.month < $7::date

    group by period_start

),

-- From the first requested period, or the first one with rows, to the last that has started.
period_range as (

    select
        $6::date as first_period,
        $8::date as last_period

),

-- Every period of the range.
time_spine as (

    select
        spine.period_start::date as period_start

    from period_range

    cross join lateral generate_series(first_period, last_period, interval '1 month') as spine (period_start)

),

-- All values of a row, from all aggregations.
combined as (

    select
        period_start,
        max(base_mrr_now) as base_mrr_now,
        max(base_mrr) as base_mrr,
        max(base_mrr_kept) as base_mrr_kept,
        max(base_accounts_kept) as base_accounts_kept,
        max(base_accounts) as base_accounts

    from (
        select
            period_start,
            base_mrr_now,
            base_mrr,
            base_mrr_kept,
            base_accounts_kept,
            base_accounts
        from revenue_retention_counted
        union all
        select
            period_start,
            null::numeric as base_mrr_now,
            null::numeric as base_mrr,
            null::numeric as base_mrr_kept,
            null::numeric as base_accounts_kept,
            null::numeric as base_accounts
        from time_spine
    ) as counts

    where period_start <= (select last_period from period_range)

    group by period_start

),

-- Counts of a period without rows are 0; unknown values are null.
gap_filled as (

    select
        period_start,
        case
            when period_start::timestamp < ($1::timestamptz at time zone $5::text) then coalesce(base_mrr_now, 0)
        end as base_mrr_now,
        case
            when period_start::timestamp < ($1::timestamptz at time zone $5::text) then coalesce(base_mrr, 0)
        end as base_mrr,
        case
            when period_start::timestamp < ($1::timestamptz at time zone $5::text) then coalesce(base_mrr_kept, 0)
        end as base_mrr_kept,
        case
            when period_start::timestamp < ($1::timestamptz at time zone $5::text) then coalesce(base_accounts_kept, 0)
        end as base_accounts_kept,
        case
            when period_start::timestamp < ($1::timestamptz at time zone $5::text) then coalesce(base_accounts, 0)
        end as base_accounts

    from combined

),

-- The requested columns. Ratios are divided last; values are rounded only here.
result as (

    select
        period_start as "period",
        trim_scale(round((base_mrr_now::numeric / nullif(base_mrr, 0))::numeric, 12)) as "net_revenue_retention",
        trim_scale(round((base_mrr_now)::numeric, 6)) as "net_revenue_retention.numerator",
        trim_scale(round((base_mrr)::numeric, 6)) as "net_revenue_retention.denominator",
        trim_scale(round((base_mrr_kept::numeric / nullif(base_mrr, 0))::numeric, 12)) as "gross_revenue_retention",
        trim_scale(round((base_mrr_kept)::numeric, 6)) as "gross_revenue_retention.numerator",
        trim_scale(round((base_mrr)::numeric, 6)) as "gross_revenue_retention.denominator",
        trim_scale(
            round((base_accounts_kept::numeric / nullif(base_accounts, 0))::numeric, 12)
        ) as "logo_retention_rate",
        trim_scale(round((base_accounts_kept)::numeric, 6)) as "logo_retention_rate.numerator",
        trim_scale(round((base_accounts)::numeric, 6)) as "logo_retention_rate.denominator"

    from gap_filled

)

select
    "period",
    "net_revenue_retention",
    "net_revenue_retention.numerator",
    "net_revenue_retention.denominator",
    "gross_revenue_retention",
    "gross_revenue_retention.numerator",
    "gross_revenue_retention.denominator",
    "logo_retention_rate",
    "logo_retention_rate.numerator",
    "logo_retention_rate.denominator"

from result

order by "period" asc nulls last

limit 1000001
