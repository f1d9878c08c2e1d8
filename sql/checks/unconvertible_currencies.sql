/*---
view: checks.unconvertible_currencies
description: >
  Currencies of customer payments without an exchange rate to the reporting currency. While there are any,
  revenue cannot be summed: load their rates into fx_rates.
owner: growth-data
grain: one row per currency
key: [currency]
---*/

with

unconvertible_currencies as (

    select * from facts.unconvertible_currencies

),

final as (

    select unconvertible_currencies.currency

    from unconvertible_currencies

    cross join parameters.business as parameters

    -- metered items count as revenue only by option
    where
        unconvertible_currencies.used_by = 'revenue'
        or (unconvertible_currencies.used_by = 'usage' and parameters.usage_revenue = 'billed')

    group by unconvertible_currencies.currency

)

select * from final
