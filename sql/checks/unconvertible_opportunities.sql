/*---
view: checks.unconvertible_opportunities
description: >
  Currencies of opportunities without an exchange rate to the reporting currency. While there are any, their
  amounts cannot be summed: load their rates into fx_rates.
owner: growth-data
grain: one row per currency
key: [currency]
---*/

with

unconvertible_currencies as (

    select * from facts.unconvertible_currencies

),

final as (

    select currency from unconvertible_currencies where used_by = 'opportunities'

)

select * from final
