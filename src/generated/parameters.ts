// Generated from sql/parameters/ by `npm run generate`; do not edit.
import type { Criteria } from '../catalog/parameters/values/conversion-criteria.ts'
import type { HealthRule } from '../catalog/parameters/values/health-rule.ts'
import type { QualificationRule } from '../catalog/parameters/values/qualification-rule.ts'

/** The value of every business parameter: the canonical ones, or those of a query. */
export type Parameters = {
  /** The local days, up to the end of a month, in which a member must have been active for a seat to be active, and a buyer to be an active buyer. */
  readonly active_seat_window_days: number
  /** The roles in the CRM (in lower case) that make a contact a buyer. Champions and influencers are not buyers. */
  readonly buyer_roles: readonly string[]
  /** The payers of an account from which its subscriptions are worth consolidating. */
  readonly consolidation_min_payers: number
  /** The last local days whose mean daily consumption is projected, and compared with peers. */
  readonly consumption_run_rate_days: number
  /** The consumption pace below which an account is under its commitment. */
  readonly consumption_under_pace: number
  /** The consumption pace above which an account is over its commitment. */
  readonly consumption_over_pace: number
  /** The accounts of an industry and size band that must consume a meter for their median to be a benchmark, the account itself included. */
  readonly potential_min_peers: number
  /** The days after `as_of` in which a contract must end to be due for renewal, the last one included. */
  readonly renewal_window_days: number
  /** Whether contracts that renew automatically count as due for renewal. */
  readonly renewal_auto_renewing: 'excluded' | 'included'
  /** When a user signed up: at the registration (`created_at`), or at the user's first event (`first_event`). With `first_event`, users without events have not signed up. */
  readonly signup_basis: 'created_at' | 'first_event'
  /** The event that starts the activation window: the sign-up or the first core action. */
  readonly activation_anchor: 'signup' | 'first_core_action'
  /** The length of a user's activation window, end included. Null: no limit. Without a limit, the rate rises with the age of a cohort, so cohorts are not comparable. */
  readonly activation_window_hours: number | null
  /** The minimum number of core actions for a user to be activated. */
  readonly activation_min_count: number
  /** The minimum number of different days with these core actions. */
  readonly activation_distinct_days: number
  /** The length of a workspace's activation window, end included. Null: no limit. */
  readonly workspace_activation_window_days: number | null
  /** The minimum number of core actions for a workspace to be activated. */
  readonly workspace_activation_min_count: number
  /** The minimum number of different users who perform these core actions. */
  readonly workspace_activation_users: number
  /** The length of a company's activation window, end included. Null: no limit. */
  readonly account_activation_window_days: number | null
  /** The minimum number of core actions for a company to be activated. */
  readonly account_activation_min_count: number
  /** The minimum number of different users who perform these core actions. */
  readonly account_activation_users: number
  /** The event that shows that a user has done what is needed to experience the product's value. Null: undefined, so queries must set it. */
  readonly setup_event: readonly string[] | null
  readonly setup_event_conditions: readonly string[] | null
  /** The length of a user's setup window, end included. Null: no limit. */
  readonly setup_window_hours: number | null
  /** The number of calendar weeks after the week of sign-up in which a habit can form. */
  readonly habit_weeks: number
  /** The minimum number of these weeks with a core action. */
  readonly habit_min_weeks: number
  /** Events that users receive rather than perform. They never make a user active. */
  readonly passive_events: readonly string[]
  /** The event in which the product delivers its value. Null: any event that is not passive. */
  readonly core_action: readonly string[] | null
  readonly core_action_conditions: readonly string[] | null
  /** The event that makes a user active. Null: the core action. */
  readonly active_event: readonly string[] | null
  readonly active_event_conditions: readonly string[] | null
  /** The length of the trailing window of daily active users, last day included. */
  readonly dau_window: number
  /** The length of the trailing window of weekly active users, last day included. */
  readonly wau_window: number
  /** The length of the trailing window of monthly active users, last day included; `calendar`: the calendar month up to the last day. */
  readonly mau_window: number | 'calendar'
  /** The minimum number of active users, invitations or core actions in the earlier week (for the direction of an account: in the mean of four weeks) for momentum to be computed as a share. */
  readonly momentum_min_base: number
  /** The change per week, as a share of the mean of the last four weeks, up to which the activity of an account is steady, that share included. Beyond it, activity is increasing or decreasing. */
  readonly momentum_steady_share: number
  /** Which actors are new in growth accounting: those active for the first time (`first_activity`), or those active in the period of their sign-up (for an account, of its first workspace) and not in the previous period (`creation`). */
  readonly lifecycle_new_basis: 'first_activity' | 'creation'
  /** The length of the window in which the use of features counts, last day included. */
  readonly feature_window_days: number
  /** The minimum number of uses for a feature to count in feature_depth. */
  readonly feature_min_uses: number
  /** The features that adoption and depth are about: events, or groups of events, such as `share_link` or `reporting=report_created` and `reporting=report_sent`, which are one feature. Passive events are never a feature. Null: every event that is not passive. */
  readonly key_features: readonly string[] | null
  /** The number of employees from which an account is large. */
  readonly board_min_employees: number
  /** The number of active users from which an account with enough employees is large. */
  readonly board_min_active_users: number
  /** The largest growth of active users over a quarter at which an account has stopped to grow. */
  readonly board_plateau_growth: number
  /** Events by which users ask for administration. */
  readonly admin_events: readonly string[]
  /** Only records known at this moment count. Canonical: the newest loaded moment. */
  readonly as_of: string | null
  /** The IANA time zone in which days, weeks and months begin. */
  readonly time_zone: string
  /** The first day of a week. */
  readonly week_start: 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'
  /** The month in which quarters and years begin. */
  readonly fiscal_year_start: number
  /** The event that may lead to a conversion. Null: undefined, so queries must set it. */
  readonly conversion_opportunity_event: readonly string[] | null
  readonly conversion_opportunity_event_conditions: readonly string[] | null
  /** The event that an opportunity may lead to. Null: undefined, so queries must set it. */
  readonly conversion_event: readonly string[] | null
  readonly conversion_event_conditions: readonly string[] | null
  /** The actor that has the opportunity and converts: a user, a workspace or a company. */
  readonly conversion_actor: 'user' | 'workspace' | 'account'
  /** The time after an opportunity in which a conversion counts, end included. Null: no limit. */
  readonly conversion_window_days: number | null
  /** The property that must be equal for an opportunity and its conversion, such as a session. Null: none. */
  readonly conversion_same_property: string | null
  /** The opportunity to which a conversion is attributed: the latest at or before it (`last_touch`), or the actor's first, which converts once (`first_touch`). */
  readonly conversion_attribution: 'last_touch' | 'first_touch'
  /** What the actor may do between an opportunity and its conversion: anything (`any`), or nothing (`strict`), so that the conversion is the actor's very next event. Every event counts, passive events too; of several events at one moment, opportunities come first and conversions next. */
  readonly conversion_order: 'any' | 'strict'
  /** Criteria that replace the canonical definition of conversion: a list of events, each with min_count, distinct_days and distinct_users. All criteria must be met, or as many as `require` sets, in any order or in the given one (`ordered`), and by option with no other event of the actor in between (`strict`). Null: the canonical definition. */
  readonly conversion_criteria: Criteria | null
  /** The event whose property is added up, averaged or counted, such as an order. Null: undefined, so queries must set it. */
  readonly property_event: readonly string[] | null
  readonly property_event_conditions: readonly string[] | null
  /** The property of that event, such as `revenue`. Null: undefined, so queries must set it. */
  readonly property_name: string | null
  /** The event that event_ratio counts. Null: undefined, so queries must set it. */
  readonly ratio_numerator_event: readonly string[] | null
  readonly ratio_numerator_event_conditions: readonly string[] | null
  /** The event that event_ratio divides by. Null: undefined, so queries must set it. */
  readonly ratio_denominator_event: readonly string[] | null
  readonly ratio_denominator_event_conditions: readonly string[] | null
  /** The definition of the health score: components with weights, and for each component its measures, each with breakpoints that map values to scores of 0 to 100. Scores are interpolated linearly between breakpoints and constant beyond the first and the last one. */
  readonly health_rule: HealthRule
  /** The minimum number of an account's users active in a week for the week to count as active. */
  readonly active_week_min_users: number
  /** The health score below which the health of an account is low. */
  readonly health_low_score: number
  /** The health score from which the health of an account is high, that score included. */
  readonly health_high_score: number
  /** The time after sign-up in which an invitation counts for the viral cycle, end included. */
  readonly virality_window_days: number
  /** The time after an invitation was sent in which its acceptance counts, end included. */
  readonly invitation_window_days: number
  /** What invitees must have done to count: signed up, or signed up and activated. */
  readonly invitation_counts_as: 'signup' | 'activated'
  /** The time before a movement in which a qualified sales touch counts. */
  readonly qualified_touch_window_days: number
  /** The kinds of touch in which sales reached a contact. */
  readonly qualified_touch_kinds: readonly string[]
  /** The product usage that must precede the first touch for a sale to be product-led. */
  readonly product_led_evidence: 'activated' | 'signup' | 'paying'
  /** The motion of a movement with a sales touch after product use, but without an opportunity. */
  readonly assisted_motion: 'pls' | 'plg'
  /** The motion of lost revenue: the one that won the account (`origin`), or that of the gain that had raised the payer's revenue to its level before the loss (`last_in`: last in, first out). A loss has one motion, even when it is larger than the last gain. */
  readonly lost_revenue_motion: 'origin' | 'last_in'
  /** How spend without a motion is allocated to motions. */
  readonly shared_spend_allocation: 'by_new_arr' | 'by_new_accounts' | 'none'
  /** The months between sales and marketing spend and the new customers that it is compared with, for both CAC and payback. */
  readonly spend_lag_months: number
  /** The months between sales and marketing spend and the change of annual revenue that it is compared with. With 3 and by quarter, it is the spend of the quarter before. */
  readonly sales_efficiency_lag_months: number
  /** How the cost of a plan is shared by the accounts on the plan: in proportion to their events in the month (`events`), to the support tickets that they opened (`tickets`), or equally (`accounts`). A month in which they have none is shared equally. */
  readonly cost_to_serve_driver: 'events' | 'tickets' | 'accounts'
  /** Where the cost of serving accounts that have never paid is counted: on its own, as free_cost_to_serve (`separate`), as shared acquisition spend (`cac`), or in the cost of goods of the payers of the month, in proportion to their revenue (`cogs`). */
  readonly free_cost_treatment: 'separate' | 'cac' | 'cogs'
  /** Whether cac_payback_months_formula divides by the gross profit of the gained revenue, or by the revenue. */
  readonly payback_formula_basis: 'gross_profit' | 'revenue'
  /** The gained revenue that cac_payback_months_formula counts: of new payers, or the expansion of others too. */
  readonly payback_formula_gains: 'new' | 'new_and_expansion'
  /** The longest lifetime of a customer that ltv_formula supposes, however low churn is. */
  readonly ltv_horizon_months: number
  /** The time after its creation in which a workspace must become paid, end included. Null: no limit. */
  readonly free_to_paid_window_days: number | null
  /** The time after a trial's end in which a payment counts as a conversion. Null: no limit. */
  readonly trial_grace_days: number | null
  /** The share by which weekly active users must fall in the 14 days before the end of a trial or a limit to count as decreasing; exactly that share does not count. */
  readonly usage_fall_share: number
  /** The share of a limit from which a workspace approaches the limit, that share included. */
  readonly limit_approaching_share: number
  /** The events that belong to a paid plan. Null: unknown, so a rule that counts them must set it. */
  readonly paid_features: readonly string[] | null
  /** The signals by which an account qualifies: measures, each compared with a threshold. All signals must be present, or as many as `require` sets. The account must also fit (see non_icp_segments). */
  readonly qualification_rule: QualificationRule
  /** CRM segments of accounts that do not match the ideal customer profile. Accounts without a segment do not match it either. */
  readonly non_icp_segments: readonly string[]
  /** How long the conditions of a qualification must have been untrue before an account can qualify again. */
  readonly qualification_cooldown_days: number
  /** The time after a qualification in which a sales touch follows it, end included. Null is no limit. */
  readonly qualification_touch_window_days: number | null
  /** The time after a qualification in which a won opportunity follows it, end included. Null is no limit. */
  readonly qualification_win_window_days: number | null
  /** The share of active users among employees below which a paying account has headroom for expansion. */
  readonly expansion_max_penetration: number
  /** The used share of a limit above which a paying account has headroom for expansion. */
  readonly expansion_min_limit_share: number
  /** The number of workspaces without a contract from which a paying account has headroom for expansion. */
  readonly expansion_min_workspaces: number
  /** Events by which a user shows an intention to buy. */
  readonly buying_events: readonly string[]
  /** Tags of conversations in which a user shows an intention to buy. */
  readonly buying_tags: readonly string[]
  /** How long a buying signal of a user counts. */
  readonly buying_signal_window_days: number
  /** The event by which an actor enters a retention cohort. Null: sign-up (or creation). */
  readonly retention_start_event: readonly string[] | null
  readonly retention_start_event_conditions: readonly string[] | null
  /** The property of the start event that the dimension start_property returns. Null: none. */
  readonly retention_start_property: string | null
  /** The event that counts as a return. Null: the core action. */
  readonly retention_return_event: readonly string[] | null
  readonly retention_return_event_conditions: readonly string[] | null
  /** Which actors enter a cohort: at their first matching start event (`first_time`); at their first start event of that name, only if it matches (`first_ever`); or in every period with a start event (`recurring`). */
  readonly retention_cohort_entry: 'first_time' | 'first_ever' | 'recurring'
  /** The length of a retention period, for queries without a grain. */
  readonly retention_interval: 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'
  /** Whether ages count calendar periods, or multiples of 24 hours since each actor's own start, both times floored to the hour in the time zone. */
  readonly retention_clock: 'calendar' | 'rolling_24h'
  /** When an actor is retained at an age: with a return in exactly that period (`on`); in that period or any later one, on either clock (`on_or_after`); or at any age of a bracket, which is identified by its first age (`bracket`). */
  readonly retention_criterion: 'on' | 'on_or_after' | 'bracket'
  /** The ages that form brackets, such as 1-3,4-7, for the criterion bracket. Null: none. */
  readonly retention_brackets: readonly string[] | null
  /** The value at age 0: the whole cohort, or the actors that returned within the period of their start, after the start. */
  readonly retention_age_zero: 'cohort' | 'returned'
  /** The denominator of the rate: the whole cohort (`total`), or the actors that returned one age earlier (`previous`). With `previous` the rate can exceed 1, since actors that did not return one age earlier may return later. */
  readonly retention_base: 'total' | 'previous'
  /** The minimum number of return events in a period for an actor to be retained. */
  readonly retention_min_occurrences: number
  /** The minimum number of different users of an account or workspace with a return in a period for it to be retained. With 1, any return event is enough. */
  readonly retention_min_active_users: number
  /** Whether cohorts are grouped by the current accounts and workspaces of their actors, or by those of the event that started the cohort. With `at_event`, dimensions without history are rejected. */
  readonly retention_attribute_time: 'current' | 'at_event'
  /** The fall of the retention rate per week up to which a retention curve counts as flat, that fall included: 0.01 is one percentage point. */
  readonly retention_plateau_max_fall: number
  /** The currency of all amounts, when the data contain several currencies. */
  readonly reporting_currency: string
  /** Whether amounts in other currencies are converted at the rate of their month (`of_month`), or at the last known rate in all months (`constant`), so that exchange rates cause no movements. */
  readonly exchange_rates: 'of_month' | 'constant'
  /** Whether recurring discounts are deducted from MRR. */
  readonly mrr_discounts: 'net' | 'gross'
  /** Whether metered subscription items are recurring revenue: never (`exclude`), with the amount billed for each period (`billed`), or with the mean of it and the two periods of the item before (`trailing_average`), so that one unusual month moves it less. For companies priced by usage: what a plan promises then no longer is all of MRR. */
  readonly usage_revenue: 'exclude' | 'billed' | 'trailing_average'
  /** Whether net revenue retention counts a price increase that a contract's renewal brought. The escalator is the increase of the price of a seat, for the seats of the contract before; without seats it is the whole increase of a contract that renews by itself. Only with accounts as payers. */
  readonly contracted_escalators: 'expansion' | 'excluded'
  /** The payer whose revenue is compared from one month's end to the next: the account, each of its customers, or each of its subscription items. Total revenue is the same. Metrics that count payers (logos, cohorts, CAC) count these payers instead; the motion that won an account remains that of the account's first revenue. */
  readonly movement_grain: 'account' | 'customer' | 'subscription_item'
  /** The minimum number of months without revenue for the return of a payer to be a reactivation. After a shorter gap, its revenue is expansion. */
  readonly reactivation_min_gap: number
  /** The number of months over which gross and net revenue retention are measured. */
  readonly revenue_retention_months: number
  /** Whether months are computed from current records (`current`), or as known when they were closed (`closed`). For a month recorded by plumbline close, closed books return the record, as said_then does; differences between the record and today's definitions have no plan and no subscription item. For other months, and with non-canonical options that change recurring revenue, closed books apply today's definitions to the records known at the month's end. This excludes only records dated later (payments, late renewals, exchange rates); records that were loaded late, or mapped to another account since, are included. Movements compare months as they were each closed. They therefore differ from movements with as_of at the month's end, which include late payments for the month before. */
  readonly books: 'current' | 'closed'
  /** The time from the issue of an invoice to its due date, for invoices without a due date. */
  readonly payment_terms_days: number
  /** The time after its due date for which an invoice can remain unpaid. Then its subscription's revenue ends, at the end of the paid period. Null: no limit, so unpaid invoices end no revenue. Invoices that bill a contract have their own grace period (contract_past_due_grace_days). */
  readonly past_due_grace_days: number | null
  /** The grace period of an invoice that was issued while a contract of its customer's account was active. Null: no limit. */
  readonly contract_past_due_grace_days: number | null
  /** The time after the end of a customer's last subscription in which a new one counts as its renewal, so that no churn occurs in between. A gap at the end of a contract has its own grace (contract_late_renewal_grace_days). */
  readonly late_renewal_grace_days: number
  /** The same for a gap after the end of a contract, or of a subscription that ended while a contract of the account was active. Until the renewal starts, the account counts as lost; then the months of the gap change. */
  readonly contract_late_renewal_grace_days: number
  /** Whether amounts of invoices include tax. It never affects recurring revenue. */
  readonly invoice_tax: 'included' | 'excluded'
  /** The time after the first qualified touch of an account in which an opportunity must be won to count for the lead, end included. Null: no limit. */
  readonly lead_window_days: number | null
  /** The time after a signal of an account in which sales must touch it to have answered the signal, end included. Null: no limit. */
  readonly signal_response_days: number | null
  /** The attainment, as a share of the quota, that a rep must reach as a mean over three months to count as ramped up. Companies use 0.8 to 1. */
  readonly rep_ramp_target: number
  /** The part of credited revenue that commission is paid on, where the account paid by itself before sales first touched it: only what exceeds the revenue then (`incremental`), all revenue of the payer from the first credited movement on (`full`), or nothing (`none`). For accounts that did not pay by themselves, all of it in each case. */
  readonly commission_base: 'incremental' | 'full' | 'none'
  /** The share of accounts with the most active days of users, among those that pay in the same way, whose usage is high. */
  readonly segment_high_usage_share: number
  /** The share of accounts with the fewest active days of users, among those that pay in the same way, whose usage is low. */
  readonly segment_low_usage_share: number
  /** The number of employees from which an account fits without an ideal-customer segment. */
  readonly segment_min_employees: number
  /** The annual recurring revenue from which an account with a contract is in the segment top_enterprise, in the reporting currency. */
  readonly segment_top_arr: number
  /** The number of employees from which an account with a contract is in the segment top_enterprise. */
  readonly segment_top_employees: number
  /** The number of workspaces from which a self-serve payer is in the segment top_self_serve_paid. */
  readonly segment_min_workspaces: number
  /** The number of payers from which a self-serve payer is in the segment top_self_serve_paid. */
  readonly segment_min_payers: number
  /** The number of different invitees within 24 hours from which a user is a power inviter. */
  readonly power_inviter_min_invitees: number
  /** The growth of active users from which an account shows the signal momentum_up. */
  readonly signal_min_growth: number
  /** The decline of active users, as a share, from which an account shows the signal momentum_down. */
  readonly signal_min_decline: number
  /** Tags of conversations that show that others decide about a purchase. */
  readonly authority_tags: readonly string[]
  /** The time after the first workspace of a company from which another one is a new team. */
  readonly new_team_min_days: number
  /** How long before its end a trial with less usage than before is a signal. */
  readonly trial_warning_days: number
  /** The share of active users, the most active first, that can be champions. */
  readonly champion_most_active_share: number
  /** How long before its end a contract of an account with low health is a signal. */
  readonly renewal_warning_days: number
}
