/*---
view: metrics.qualification
description: >
  Every started account, with whether it fits and whether it shows the signals of the qualification rule, as
  of `as_of`.
owner: growth-data
grain: one row per started account
key: [account_key]
entities:
  entities.accounts: account_key
  facts.current_account_states: account_key
  facts.account_origins: account_key
requires: [product_events, accounts]
assumes:
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
unaffected_by: [week_start]
affected_with:
  core_action: { active_event: [none] }
metrics:
  product_qualified_accounts:
    kind: count
    where: is_fitting and is_signalling
    unit: count
    description: Started accounts that fit and show the signals of the qualification rule.
  fitting_accounts:
    kind: count
    unaffected_by:
      [
        active_event,
        active_week_min_users,
        books,
        core_action,
        mrr_discounts,
        exchange_rates,
        late_renewal_grace_days,
        momentum_min_base,
        paid_features,
        passive_events,
        qualification_rule,
        reporting_currency,
      ]
    where: is_fitting
    unit: count
    description: >
      Started accounts that fit, with or without signals: those in an ideal-customer segment.
  signalling_accounts:
    kind: count
    unaffected_by: [non_icp_segments]
    where: is_signalling
    unit: count
    description: Started accounts that show the signals of the qualification rule, whether they fit or not.
edge_cases:
  - An account without a segment does not fit.
  - An unknown signal does not hold.
choices:
  - question: Does a user qualify, or an account?
    answer: Here an account, which must fit the ideal customer profile and show signals of use.
    because: In business software a company buys, and one person's use is rarely enough.
    others:
      PLGeek: The account is the center, and a qualified user is a person with intent and authority in it.
      Early definitions: Any user above a threshold of use.
  - question: How many signals?
    answer: Two.
    because: With few signals a person knows why an account is on the list.
    others:
      Endgame: One or two signals of high intent, rather than seven or eight.
      churnbase: Three users, two paid features in 14 days, and activity in three of four weeks.
    options: [qualification_rule]
---*/

with

started_accounts as (

    select * from facts.started_accounts

),

accounts as not materialized (

    select * from entities.accounts

),

account_signals as (

    select * from facts.account_signals

),

qualification_signals as (

    select * from parameters.qualification_signals

),

-- an unknown value is not a signal
matched_signals as (

    select
        account_signals.account_key,
        count(*) as signals_shown,
        min(qualification_signals.signals_needed) as signals_needed

    from account_signals

    inner join qualification_signals
        on account_signals.measure = qualification_signals.measure
        and account_signals.window_days = qualification_signals.window_days

    where
        plumbline.meets(
            account_signals.value,
            qualification_signals.operator,
            qualification_signals.threshold
        )

    group by account_signals.account_key

),

final as (

    select
        started_accounts.account_key,
        coalesce(matched_signals.signals_shown >= matched_signals.signals_needed, false) as is_signalling,
        accounts.icp_segment is not null
        and accounts.icp_segment <> all (parameters.non_icp_segments) as is_fitting

    from started_accounts

    cross join parameters.business as parameters

    left join accounts
        on started_accounts.account_key = accounts.account_key

    left join matched_signals
        on started_accounts.account_key = matched_signals.account_key

)

select * from final
