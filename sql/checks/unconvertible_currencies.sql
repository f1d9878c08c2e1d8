/*---
view: checks.unconvertible_currencies
description: >
  Currencies of customer payments, metered items included, without an exchange rate to the reporting
  currency. While there are any, revenue cannot be summed: load their rates into fx_rates.
owner: growth-data
grain: one row per currency
key: [currency]
---*/

with

unconvertible_currencies as (

    select * from facts.unconvertible_currencies

),

final as (

    select currency

    from unconvertible_currencies

    where used_by in ('revenue', 'usage')

    group by currency

)

select * from final
