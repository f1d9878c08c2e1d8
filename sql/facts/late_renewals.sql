/*---
view: facts.late_renewals
description: >
  Gaps in what a customer pays for that count as paid, because a new subscription or contract starts
  within the grace after the end: that of contracts for a gap at the end of a contract, else that of
  subscriptions. A renewal is known from its start on.
owner: growth-data
grain: one row per gap of a customer that was renewed late, and system time as of which it is evaluated
key: [account_key, buyer_id, recorded_at, covered_until]
columns:
  covered_until: { description: "The end of everything that the customer had before the gap." }
  renewed_at: { description: "The end of the gap." }
---*/

with

paid_period_history as not materialized (

    select * from facts.paid_period_history

),

month_ends as not materialized (

    select * from facts.month_ends

),

contracts as (

    select * from staging.contracts

),

-- the system times for which they are determined
snapshot_moments as (

    select month_ends.recorded_at

    from month_ends

    cross join parameters.business as parameters

    where
        parameters.late_renewal_grace_days > 0
        or parameters.contract_late_renewal_grace_days > 0

    group by month_ends.recorded_at

),

-- without a grace for all, only accounts with contracts are renewed late
renewing_periods as (

    select
        paid_period_history.account_key,
        paid_period_history.buyer_id,
        paid_period_history.period_id,
        paid_period_history.valid_from,
        paid_period_history.valid_to,
        paid_period_history.gross_monthly_amount,
        paid_period_history.recorded_from,
        paid_period_history.recorded_to

    from paid_period_history

    cross join parameters.business as parameters

    where
        parameters.late_renewal_grace_days > 0
        or paid_period_history.account_key in (select contracts.account_id from contracts)

),

-- the end of everything a customer had before each of its periods, as known at each moment
coverage as (

    select
        renewing_periods.account_key,
        renewing_periods.buyer_id,
        snapshot_moments.recorded_at,
        renewing_periods.valid_from,
        max(renewing_periods.valid_to) over (
            partition by
                renewing_periods.account_key,
                renewing_periods.buyer_id,
                snapshot_moments.recorded_at
            order by renewing_periods.valid_from, renewing_periods.period_id
            rows between unbounded preceding and 1 preceding
        ) as covered_until

    from snapshot_moments

    inner join renewing_periods
        on snapshot_moments.recorded_at >= renewing_periods.valid_from
        and snapshot_moments.recorded_at >= renewing_periods.recorded_from
        and snapshot_moments.recorded_at < renewing_periods.recorded_to

),

-- gaps, with the grace of what ended: a contract, or any other subscription
graced_gaps as (

    select
        coverage.account_key,
        coverage.buyer_id,
        coverage.recorded_at,
        coverage.covered_until,
        coverage.valid_from,
        case
            -- what bills a contract in between is not a gap
            when coverage.buyer_id = 'contract:' || coverage.account_key
                and exists (
                    select 1
                    from renewing_periods
                    where
                        renewing_periods.account_key = coverage.account_key
                        and renewing_periods.buyer_id <> coverage.buyer_id
                        and renewing_periods.valid_from < coverage.valid_from
                        and renewing_periods.valid_to > coverage.covered_until
                        and renewing_periods.recorded_from <= coverage.recorded_at
                        and renewing_periods.recorded_to > coverage.recorded_at
                        and renewing_periods.gross_monthly_amount > 0
                )
                then 0
            when exists (
                select 1
                from contracts
                where
                    contracts.account_id = coverage.account_key
                    and plumbline.local_date(coverage.covered_until, parameters.time_zone)
                    between contracts.start_date and contracts.end_date + 1
            )
                then parameters.contract_late_renewal_grace_days
            else parameters.late_renewal_grace_days
        end as grace_days

    from coverage

    cross join parameters.business as parameters

    where coverage.valid_from > coverage.covered_until

),

-- gaps followed by a start soon enough to count as a renewal
final as (

    select
        account_key,
        buyer_id,
        recorded_at,
        covered_until,
        min(valid_from) as renewed_at

    from graced_gaps

    where valid_from <= covered_until + grace_days * interval '24 hours'

    group by account_key, buyer_id, recorded_at, covered_until

)

select * from final
