/*---
view: metrics.revenue
description: >
  Recurring revenue by payer and month, and how it moved. A payer is the account or, by option, a customer or
  an item. An account whose items take off more than they ask for has a credit: negative revenue, no payer.
owner: growth-data
grain: one row per payer and month with revenue now or a month before
key: [account_key, payer_key, month]
time: month
time_type: date
finest_grain: month
entities:
  entities.accounts: account_key
  facts.account_origins: account_key
  facts.revenue_movement_motions: "account_key, payer_key, month"
requires: [subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
guards: { checks.unconvertible_currencies: MIXED_CURRENCIES }
dimensions:
  plan: { description: "The plan that most of the payer's revenue is on. Null when the data name no plan." }
metrics:
  mrr:
    kind: balance
    expression: mrr_end
    starts_as: starting_mrr
    not_by: [movement_motion]
    unit: money
    version: 2
    unaffected_by: [movement_grain, reactivation_min_gap]
    description: >
      Monthly recurring revenue at the period's end, {{discounts}}, without trials, one-off and metered items.
      What nobody pays for any more is not in it; a contract that billing has no items of is, with a twelfth
      of its year. It is the sum of its items: an account with a credit takes off.
  arr:
    kind: derived
    expression: 12 * mrr
    inputs: [mrr]
    unit: money
    version: 2
    description: >
      Annual recurring revenue at the period's end: twelve times the monthly one, always. Signed but not begun
      is not in it; see carr.
  starting_mrr:
    kind: balance
    unaffected_by: [movement_grain, reactivation_min_gap]
    at: start
    expression: mrr_start
    not_by: [movement_motion]
    unit: money
    version: 2
    description: Monthly recurring revenue at the period's start.
  paying_accounts:
    kind: balance
    unaffected_by: [reactivation_min_gap]
    expression: case when pays_now then 1 else 0 end
    starts_as: starting_paying_accounts
    not_by: [movement_motion]
    unit: count
    version: 2
    description: >
      {{movement_grain}} with recurring revenue at the period's end; one with a credit pays nothing. Of
      customers or items, one that only takes off from what its account pays counts, too.
  starting_paying_accounts:
    kind: balance
    unaffected_by: [reactivation_min_gap]
    at: start
    expression: case when paid_before then 1 else 0 end
    not_by: [movement_motion]
    unit: count
    version: 2
    description: "{{movement_grain}} with recurring revenue at the period's start."
  arpa:
    kind: ratio
    numerator: mrr
    denominator: paying_accounts
    unit: money
    version: 2
    description: >
      Monthly recurring revenue, divided by how many {{movement_grain}} pay. Null when nobody pays.
  new_mrr:
    kind: movement
    unaffected_by: [reactivation_min_gap]
    of: mrr
    expression: mrr_change
    where: movement = 'new'
    unit: money
    version: 2
    description: Revenue of {{movement_grain}} that pay for the first time.
  expansion_mrr:
    kind: movement
    of: mrr
    expression: mrr_change
    where: movement = 'expansion'
    unit: money
    version: 2
    description: What {{movement_grain}} that paid before pay more, and credits that are gone.
  contraction_mrr:
    kind: movement
    unaffected_by: [reactivation_min_gap]
    of: mrr
    expression: mrr_change
    where: movement = 'contraction'
    unit: money
    version: 2
    description: What {{movement_grain}} that still pay pay less, and credits, as a negative amount.
  churned_mrr:
    kind: movement
    unaffected_by: [reactivation_min_gap]
    of: mrr
    expression: mrr_change
    where: movement = 'churn'
    unit: money
    version: 2
    description: >
      What {{movement_grain}} paid that pay nothing any more, as a negative amount; with the credit of one
      that has one since.
  reactivation_mrr:
    kind: movement
    of: mrr
    expression: mrr_change
    where: movement = 'reactivation'
    unit: money
    version: 2
    description: Revenue of {{movement_grain}} that paid, stopped, and pay again; the whole of it.
  fx_mrr:
    kind: movement
    unaffected_by: [reactivation_min_gap]
    of: mrr
    expression: fx_change
    unit: money
    version: 2
    description: What exchange rates alone did to recurring revenue.
  net_new_mrr:
    kind: sum
    unaffected_by: [movement_grain, reactivation_min_gap]
    expression: mrr_change + fx_change
    unit: money
    version: 2
    description: All movements together, so that start and net new make the end.
  mrr_from_movements:
    kind: cumulative
    unaffected_by: [movement_grain, reactivation_min_gap]
    of: net_new_mrr
    over: all_time
    unit: money
    version: 2
    description: >
      All movements up to the period's end together; they make the revenue that stands there. By plan
      they are those of accounts that were on it then: who changes plans takes nothing along.
  new_paying_accounts:
    kind: movement
    unaffected_by: [reactivation_min_gap]
    of: paying_accounts
    expression: "1"
    where: account_movement = 'new'
    unit: count
    version: 2
    description: "{{movement_grain}} that pay for the first time."
  reactivated_accounts:
    kind: movement
    unaffected_by: [reactivation_min_gap]
    of: paying_accounts
    expression: "1"
    where: account_movement = 'reactivation'
    unit: count
    version: 2
    description: "{{movement_grain}} that paid, stopped, and pay again, however soon."
  churned_accounts:
    kind: movement
    unaffected_by: [reactivation_min_gap]
    of: paying_accounts
    expression: "1"
    where: account_movement = 'churn'
    taken_off: true
    unit: count
    version: 2
    description: "{{movement_grain}} that stopped paying."
  logo_churn_rate:
    kind: ratio
    numerator: churned_accounts
    denominator: starting_paying_accounts
    unit: ratio
    version: 2
    description: >
      {{movement_grain}} that stopped paying in the period, for each one paying at its start. It is
      meant for months: of a longer period, whoever came and went in it stopped, too, so that it can be
      more than 1. Null when none paid.
  revenue_quick_ratio:
    kind: derived
    unaffected_by: [reactivation_min_gap]
    expression: (new_mrr + expansion_mrr + reactivation_mrr) / nullif(-(contraction_mrr + churned_mrr), 0)
    inputs: [new_mrr, expansion_mrr, reactivation_mrr, contraction_mrr, churned_mrr]
    unit: ratio
    version: 2
    description: Revenue won for each unit lost. Null when none was lost.
warns:
  facts.restated_totals: >
    In all accounts together and by the canonical options, these closed months are not what was said when
    they were closed (month, by how much, in how many accounts): restated_mrr says by which account and why,
    and books closed answers with what was said then.
  checks.contracts_billed_otherwise: >
    Of all accounts, as things stand, these are worth much more or much less a year by contract than billing
    asks them for (account, contracted, billed); revenue goes by billing.
---*/

with

revenue_movements as (

    select * from facts.revenue_movements

),

final as (

    select
        account_key,
        payer_key,
        month,
        plan,
        movement,
        case
            when movement = 'new' then 'new'
            when pays_now and not paid_before then 'reactivation'
            when paid_before and not pays_now then 'churn'
        end as account_movement,
        paid_before,
        pays_now,
        mrr_start,
        mrr_end,
        mrr_change,
        fx_change

    from revenue_movements

)

select * from final
