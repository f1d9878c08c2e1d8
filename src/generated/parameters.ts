// Generated from sql/parameters/ by `npm run generate`; do not edit.
import type { Criteria } from '../catalog/parameters/values/conversion-criteria.ts'
import type { HealthRule } from '../catalog/parameters/values/health-rule.ts'
import type { QualificationRule } from '../catalog/parameters/values/qualification-rule.ts'

/** The value of every business parameter: the canonical ones, or those of a query. */
export type Parameters = {
  /** Whether a user signed up when the registration was made, or with the first thing they were ever seen to do; who never did anything has then not signed up. */
  readonly signup_basis: 'created_at' | 'first_event'
  /** From when the activation window runs. */
  readonly activation_anchor: 'signup' | 'first_core_action'
  /** How long a user has to activate, the end included. Null: as long as it takes; such a rate rises with the age of a cohort and does not compare. */
  readonly activation_window_hours: number | null
  /** How many core actions make a user activated. */
  readonly activation_min_count: number
  /** On how many different days these must fall. */
  readonly activation_distinct_days: number
  /** How long a workspace has to activate, the end included. Null: as long as it takes. */
  readonly workspace_activation_window_days: number | null
  /** How many core actions make a workspace activated. */
  readonly workspace_activation_min_count: number
  /** By how many different people these must be done. */
  readonly workspace_activation_users: number
  /** How long a company has to activate, the end included. Null: as long as it takes. */
  readonly account_activation_window_days: number | null
  /** How many core actions make a company activated. */
  readonly account_activation_min_count: number
  /** By how many different people these must be done. */
  readonly account_activation_users: number
  /** The event that shows that a user has done what is needed to experience the product's value. Null: none, so that a question has to name it. */
  readonly setup_event: readonly string[] | null
  readonly setup_event_conditions: readonly string[] | null
  /** How long a user has to set up, the end included. Null: as long as it takes. */
  readonly setup_window_hours: number | null
  /** Over how many calendar weeks after that of sign-up a habit can show. */
  readonly habit_weeks: number
  /** In how many of these weeks the core action has to be done. */
  readonly habit_min_weeks: number
  /** Events that happen to people rather than by them: they never make anyone active. */
  readonly passive_events: readonly string[]
  /** The event in which the product delivers its value. Null: any event that is not passive. */
  readonly core_action: readonly string[] | null
  readonly core_action_conditions: readonly string[] | null
  /** The event that makes someone active. Null: the core action. */
  readonly active_event: readonly string[] | null
  readonly active_event_conditions: readonly string[] | null
  /** The days that a daily active user looks back over, the last one included. */
  readonly dau_window: number
  /** The days that a weekly active user looks back over. */
  readonly wau_window: number
  /** The days that a monthly active user looks back over, or calendar: those of the calendar month up to the last one. */
  readonly mau_window: number | 'calendar'
  /** How many people have to have been active a week before for momentum to be a share of them. */
  readonly momentum_min_base: number
  /** Who is new in growth accounting: whoever is active for the first time, or whoever is active in the period of their sign-up (of an account, that of its first workspace) and was not in the one before. */
  readonly lifecycle_new_basis: 'first_activity' | 'creation'
  /** Nothing known later is counted. Canonical: the newest loaded moment. */
  readonly as_of: string | null
  /** The IANA time zone in which days, weeks and months begin. */
  readonly time_zone: string
  /** The first day of a week. */
  readonly week_start: 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'
  /** The month in which quarters and years begin. */
  readonly fiscal_year_start: number
  /** The event that may lead to a conversion. Null: none, so that a question has to name it. */
  readonly conversion_opportunity_event: readonly string[] | null
  readonly conversion_opportunity_event_conditions: readonly string[] | null
  /** The event that an opportunity may lead to. Null: none, so that a question has to name it. */
  readonly conversion_event: readonly string[] | null
  readonly conversion_event_conditions: readonly string[] | null
  /** Who has the opportunity and converts: a person, a workspace or a company. */
  readonly conversion_actor: 'user' | 'workspace' | 'account'
  /** How long after an opportunity a conversion counts, the end included. Null: without end. */
  readonly conversion_window_days: number | null
  /** The property that an opportunity and its conversion must have in common, such as a session. Null: none. */
  readonly conversion_same_property: string | null
  /** To which opportunity a conversion belongs: the latest at or before it, or the actor's first, which converts once. */
  readonly conversion_attribution: 'last_touch' | 'first_touch'
  /** What a question counts as conversion instead of the definition: a list of criteria, each an event with min_count, distinct_days and distinct_users; all have to be met, or as many as require says, in any order or in the one given. Null: the definition. */
  readonly conversion_criteria: Criteria | null
  /** What an account's health is made of: components with their weights, and for each the measures that it looks at, each with breakpoints from a value to a score of 0 to 100. Between two breakpoints the score is in between, beyond them it stays. */
  readonly health_rule: HealthRule
  /** How many people of an account have to be active in a week to make it an active week. */
  readonly active_week_min_users: number
  /** How long after sign-up an invitation counts for the viral cycle, the end included. */
  readonly virality_window_days: number
  /** How long after it was sent an invitation can be accepted to count, the end included. */
  readonly invitation_window_days: number
  /** What an invited newcomer has to have done to count: signed up, or activated as well. */
  readonly invitation_counts_as: 'signup' | 'activated'
  /** How long before a movement a qualified sales touch still counts. */
  readonly qualified_touch_window_days: number
  /** The kinds of touch in which a person answered. */
  readonly qualified_touch_kinds: readonly string[]
  /** What must come before the first touch for a sale to be product-led. */
  readonly product_led_evidence: 'activated' | 'signup' | 'paying'
  /** Where a touched movement goes that closed without an opportunity. */
  readonly assisted_motion: 'pls' | 'plg'
  /** How spend that belongs to no motion is shared out. */
  readonly shared_spend_allocation: 'by_new_arr' | 'by_new_accounts' | 'none'
  /** How many months after it was spent sales and marketing spend is set against the customers won, in CAC and in payback alike. */
  readonly spend_lag_months: number
  /** How long a workspace has to become paid, the end included. Null: as long as it takes. */
  readonly free_to_paid_window_days: number | null
  /** How long after a trial's end a payment still follows from it. Null: whenever it comes. */
  readonly trial_grace_days: number | null
  /** From which share of a limit on a workspace approaches it, that share included. */
  readonly limit_approaching_share: number
  /** The events that belong to a paid plan. Null: none are known, so that a rule which counts them needs this. */
  readonly paid_features: readonly string[] | null
  /** By which signals an account qualifies: measures, each compared with a value; all of them have to be shown, or as many as require says. An account has to fit besides. */
  readonly qualification_rule: QualificationRule
  /** The segments that the CRM gives to accounts which are no ideal customers. Accounts without a segment do not fit either. */
  readonly non_icp_segments: readonly string[]
  /** The event by which an actor enters a retention cohort. Null: sign-up (or creation). */
  readonly retention_start_event: readonly string[] | null
  readonly retention_start_event_conditions: readonly string[] | null
  /** The property of the event that started the cohort whose value the dimension start_property has. Null: none. */
  readonly retention_start_property: string | null
  /** The event that counts as coming back. Null: the core action. */
  readonly retention_return_event: readonly string[] | null
  readonly retention_return_event_conditions: readonly string[] | null
  /** Who is in a cohort: actors at their first matching start event; at their first start event of that name, and only if that one matches; or at every period with a start event. */
  readonly retention_cohort_entry: 'first_time' | 'first_ever' | 'recurring'
  /** The length of a retention period, when no grain is asked for. */
  readonly retention_interval: 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'
  /** Ages in calendar periods, or in multiples of 24 hours from each actor's own start, both floored to the hour of the time zone. */
  readonly retention_clock: 'calendar' | 'rolling_24h'
  /** Back in exactly that period; in that one or any later, which holds on both clocks; or at any age of a bracket, which is known by its first age. */
  readonly retention_criterion: 'on' | 'on_or_after' | 'bracket'
  /** The ages looked at together, such as 1-3,4-7, for the criterion bracket. Null: none. */
  readonly retention_brackets: readonly string[] | null
  /** What stands at age 0: the whole cohort, or those of it who were back within its own period, after the start. */
  readonly retention_age_zero: 'cohort' | 'returned'
  /** Divided by the whole cohort, or by those who were back one age earlier. The latter can exceed 1, since who was away then may come back. */
  readonly retention_base: 'total' | 'previous'
  /** How many return events in a period make an actor retained. */
  readonly retention_min_occurrences: number
  /** How many different people of an account or workspace have to be back in a period for it to be retained. With 1, any return event there will do. */
  readonly retention_min_active_users: number
  /** Whether cohorts are grouped by what accounts and workspaces their actors belong to now, or by those of the event that started the cohort. What keeps no history is refused. */
  readonly retention_attribute_time: 'current' | 'at_event'
  /** The currency of all money, when the data have more than one. */
  readonly reporting_currency: string
  /** Whether money in another currency is worth what it was worth in its month, or in every month what it is worth at last, so that exchange rates move nothing. */
  readonly exchange_rates: 'of_month' | 'constant'
  /** Whether recurring discounts are taken off MRR. */
  readonly mrr_discounts: 'net' | 'gross'
  /** Whose revenue is compared from one month's end to the next: the account's, each paying customer's, or each subscription item's. All revenue together is the same. Whatever counts accounts that pay (logos, cohorts, CAC) counts these instead; what won an account is the motion of its first revenue all the same. */
  readonly movement_grain: 'account' | 'customer' | 'subscription_item'
  /** How many months a payer has to have paid nothing for its return to be a reactivation; after fewer it is expansion. */
  readonly reactivation_min_gap: number
  /** How far back gross and net revenue retention look. */
  readonly revenue_retention_months: number
  /** Whether months are answered with what is known now, or each with what was said when it was closed. Of a month that plumbline close recorded, closed books answer with the record, as said_then does; what it has otherwise than the definitions of today has no plan and no subscription item. Of any other month, and where options that change recurring revenue are not the canonical ones, they answer with what the definitions of today say of what was known at its end. That leaves out what is dated later (payments, late renewals, exchange rates) and nothing else: what was loaded late, or mapped otherwise since, is in it. What compares months compares what was said of each when it was closed, so that movements differ from those as_of a month's end, which know of what was paid late for the month before. */
  readonly books: 'current' | 'closed'
  /** How long after it was issued an invoice is due, where the data do not say when it is. */
  readonly payment_terms_days: number
  /** How long after it was due an invoice can be unpaid before it ends its subscription's revenue, at the end of what was paid for. Null: however long, so that such invoices end nothing. Invoices that bill a contract have a grace of their own. */
  readonly past_due_grace_days: number | null
  /** The same for an invoice that was issued while a contract of its customer's account ran. Null: however long. */
  readonly contract_past_due_grace_days: number | null
  /** How long after a customer's last subscription ended a new one still renews it, so that nothing was lost in between. */
  readonly late_renewal_grace_days: number
}
