/*---
view: facts.paying_evaluations
description: >
  Every account with a positive amount paid for at an evaluation, as recorded then. The amount of an account
  that is billed in several currencies is the sum over them, of use for its sign only.
owner: growth-data
grain: one row per evaluation and account that was paying then
key: [account_key, evaluation, evaluated_at]
---*/

with

paid_period_history as not materialized (

    select * from facts.paid_period_history

),

evaluations as (

    select * from facts.evaluations

),

final as (

    select
        paid_period_history.account_key,
        evaluations.evaluation,
        evaluations.evaluated_at,
        evaluations.evaluated_on

    from paid_period_history

    inner join evaluations
        on paid_period_history.valid_from <= evaluations.evaluated_at
        and paid_period_history.valid_to > evaluations.evaluated_at
        and paid_period_history.recorded_from <= evaluations.evaluated_at
        and paid_period_history.recorded_to > evaluations.evaluated_at

    group by
        paid_period_history.account_key,
        evaluations.evaluation,
        evaluations.evaluated_at,
        evaluations.evaluated_on

    having sum(paid_period_history.net_monthly_amount) > 0

)

select * from final
