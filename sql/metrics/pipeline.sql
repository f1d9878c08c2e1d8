/*---
view: metrics.pipeline
description: >
  Every opportunity that was open at the end of each month, in its stage at that time. The current month is
  evaluated as of `as_of`. Owner, type and amount are those of today, since the CRM has no history of them.
owner: growth-data
grain: one row per opportunity and month at whose end it was open
key: [account_key, opportunity_id, month]
time: month
time_type: date
finest_grain: month
entities:
  entities.accounts: account_key
  facts.account_origins: account_key
  entities.reps: owner_rep_id
requires: [opportunities]
assumes:
  opportunity_stages: >
    No history of stages was provided, so opportunities were closed at the close date of the CRM, and the
    earlier stages are unknown.
checks_from:
  checks.unconvertible_opportunities: { severity: error, code: MIXED_CURRENCIES }
  checks.undated_opportunities:
    severity: warning
    message: These opportunities are closed without any date, so no metric counts them.
dimensions:
  opportunity_type: { from: facts.closed_opportunities }
  opportunity_stage: { from: facts.closed_opportunities }
metrics:
  open_opportunities:
    kind: balance
    expression: "1"
    unaffected_by: [exchange_rates, reporting_currency]
    unit: count
    description: Opportunities that were open at the end of the period.
  open_pipeline_arr:
    kind: balance
    expression: arr
    unit: money
    description: >
      The annual value of the opportunities that were open at the end of the period, renewals included,
      without weights for the chance to win them.
---*/

with

opportunities as not materialized (

    select * from facts.opportunities

),

open_stages as (

    select * from facts.open_stages

),

opportunity_amounts as (

    select * from facts.opportunity_amounts

),

months as (

    select * from parameters.months

),

-- every month since the first opportunity, and the moment at which it is evaluated
snapshots as materialized (

    select
        months.month,
        least(
            plumbline.month_end(months.month, parameters.time_zone),
            -- records at `as_of` are included
            parameters.as_of + interval '1 microsecond'
        ) as snapshot_at

    from months

    cross join parameters.business as parameters

    where
        plumbline.month_end(months.month, parameters.time_zone)
        > (select min(opportunities.created_at) from opportunities)
        and plumbline.day_start(months.month, parameters.time_zone) < parameters.as_of

),

-- an opportunity is created before its stages, even where the history disagrees
open_at_month_end as (

    select
        opportunities.account_key,
        opportunities.opportunity_id,
        opportunities.opportunity_type,
        opportunities.owner_rep_id,
        open_stages.stage as opportunity_stage,
        snapshots.month

    from opportunities

    inner join open_stages
        on opportunities.account_key = open_stages.account_key
        and opportunities.opportunity_id = open_stages.opportunity_id

    inner join snapshots
        on opportunities.created_at < snapshots.snapshot_at
        and open_stages.valid_from < snapshots.snapshot_at
        and open_stages.valid_to >= snapshots.snapshot_at

),

final as (

    select
        open_at_month_end.account_key,
        open_at_month_end.opportunity_id,
        open_at_month_end.opportunity_type,
        open_at_month_end.opportunity_stage,
        open_at_month_end.owner_rep_id,
        open_at_month_end.month,
        opportunity_amounts.arr

    from open_at_month_end

    left join opportunity_amounts
        on open_at_month_end.account_key = opportunity_amounts.account_key
        and open_at_month_end.opportunity_id = opportunity_amounts.opportunity_id
        and open_at_month_end.month >= opportunity_amounts.valid_from_month
        and open_at_month_end.month < opportunity_amounts.valid_to_month

)

select * from final
