/*---
view: facts.recorded_months
description: >
  Closed months whose recorded books are comparable with this query: those that have ended, in the current
  reporting currency, and none where the query overrides parameters that change recurring revenue.
owner: growth-data
grain: one row per month
key: [month]
time: month
columns:
  is_same_definition:
    description: Whether the definition of recurring revenue is unchanged since the month was recorded.
crosses_accounts: A month belongs to no account.
---*/

with

closed_months as (

    select * from plumbline.closed_months

),

deployed_metrics as (

    select * from plumbline.deployed_metrics

),

deployed_parameters as (

    select * from plumbline.deployed_parameters

),

currencies as (

    select * from facts.currencies

),

canonical as (

    select jsonb_object_agg(name, value) as options from deployed_parameters

),

-- every parameter that changes the books; as_of and the month's end are compared below
asked as (

    select
        parameters.as_of,
        parameters.time_zone,
        jsonb_build_object(
            'contract_past_due_grace_days', parameters.contract_past_due_grace_days,
            'mrr_discounts', parameters.mrr_discounts,
            'exchange_rates', parameters.exchange_rates,
            'late_renewal_grace_days', parameters.late_renewal_grace_days,
            'past_due_grace_days', parameters.past_due_grace_days,
            'payment_terms_days', parameters.payment_terms_days,
            'reporting_currency', parameters.reporting_currency,
            'time_zone', parameters.time_zone
        ) as options

    from parameters.business as parameters

),

final as (

    select
        closed_months.month,
        deployed_metrics.hash is not distinct from closed_months.definition as is_same_definition

    from closed_months

    cross join asked

    inner join canonical
        on canonical.options @> asked.options

    inner join currencies
        on closed_months.reporting_currency = currencies.reporting_currency

    left join deployed_metrics
        on deployed_metrics.name = 'mrr'

    where plumbline.month_end(closed_months.month, asked.time_zone) <= asked.as_of

)

select * from final
