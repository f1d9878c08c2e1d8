import { readDay, firstInstant, type Calendar } from './clock.ts'
import type { Criteria } from '../usage/criteria.ts'
import type { Data } from '../data/data.ts'
import { defaultAsOf } from '../newest-moment.ts'
import type { Matcher, Query } from './query.ts'
import type { HealthRule, QualificationRule } from './rules.ts'

/** The parameters of one query: canonical values with the query's overrides. */
export interface Settings extends Calendar {
  readonly asOf: number
  readonly options: Options
}

type Points = HealthRule['components'][number]['metrics'][number]['points']

const upTo = (value: number): Points => [
  [0, 0],
  [value, 100],
]
const aroundZero: Points = [
  [-0.5, 0],
  [0, 60],
  [0.5, 100],
]

const canonical = {
  passive_events: ['page_view', 'pageview', '$pageview', 'email_open', 'email_opened'],
  core_action: null as Matcher,
  active_event: null as Matcher,
  retention_start_event: null as Matcher,
  retention_return_event: null as Matcher,
  signup_basis: 'created_at',
  activation_anchor: 'signup',
  activation_window_hours: 168 as number | null,
  activation_min_count: 1,
  activation_distinct_days: 1,
  workspace_activation_window_days: 14 as number | null,
  workspace_activation_min_count: 1,
  workspace_activation_users: 1,
  account_activation_window_days: 14 as number | null,
  account_activation_min_count: 1,
  account_activation_users: 1,
  conversion_criteria: null as Criteria | null,
  setup_event: null as Matcher,
  setup_window_hours: 168 as number | null,
  habit_weeks: 4,
  habit_min_weeks: 3,
  free_to_paid_window_days: 180 as number | null,
  trial_grace_days: 14 as number | null,
  virality_window_days: 30,
  invitation_window_days: 30,
  invitation_counts_as: 'signup',
  limit_approaching_share: 0.8,
  conversion_opportunity_event: null as Matcher,
  conversion_event: null as Matcher,
  conversion_actor: 'user',
  conversion_window_days: 30 as number | null,
  conversion_same_property: null as string | null,
  conversion_attribution: 'last_touch',
  retention_cohort_entry: 'first_time',
  retention_interval: 'week',
  retention_clock: 'calendar',
  retention_criterion: 'on',
  retention_brackets: null as readonly string[] | null,
  retention_age_zero: 'cohort',
  retention_base: 'total',
  retention_min_occurrences: 1,
  retention_min_active_users: 1,
  retention_plateau_max_fall: 0.01,
  lifecycle_new_basis: 'first_activity',
  retention_attribute_time: 'current',
  dau_window: 1,
  wau_window: 7,
  mau_window: 28 as number | 'calendar',
  momentum_min_base: 5,
  momentum_steady_share: 0.1,
  feature_window_days: 28,
  feature_min_uses: 1,
  key_features: null as readonly string[] | null,
  property_event: null as Matcher,
  property_name: null as string | null,
  ratio_numerator_event: null as Matcher,
  ratio_denominator_event: null as Matcher,
  usage_fall_share: 0.2,
  conversion_order: 'any',
  mrr_discounts: 'net',
  movement_grain: 'account',
  past_due_grace_days: 14 as number | null,
  contract_past_due_grace_days: 45 as number | null,
  payment_terms_days: 0,
  books: 'current',
  usage_revenue: 'exclude',
  contracted_escalators: 'expansion',
  contract_late_renewal_grace_days: 45,
  lost_revenue_motion: 'origin',
  cost_to_serve_driver: 'events',
  free_cost_treatment: 'separate',
  sales_efficiency_lag_months: 3,
  payback_formula_basis: 'gross_profit',
  payback_formula_gains: 'new',
  ltv_horizon_months: 60,
  invoice_tax: 'included',
  revenue_retention_months: 12,
  qualified_touch_window_days: 90,
  qualified_touch_kinds: [
    'meeting_held',
    'call_connected',
    'email_reply',
    'reply',
    'proposal',
    'proposal_sent',
  ],
  product_led_evidence: 'activated',
  lead_window_days: 180 as number | null,
  signal_response_days: 30 as number | null,
  rep_ramp_target: 1,
  commission_base: 'incremental',
  assisted_motion: 'pls',
  shared_spend_allocation: 'by_new_arr',
  spend_lag_months: 0,
  reporting_currency: 'USD',
  exchange_rates: 'of_month',
  health_rule: {
    components: [
      {
        component: 'usage',
        weight: 40,
        metrics: [
          { measure: 'active_share', window_days: 28, points: upTo(0.8) },
          { measure: 'active_share', window_days: 7, points: upTo(0.5) },
        ],
      },
      {
        component: 'breadth',
        weight: 20,
        metrics: [
          { measure: 'features_used', window_days: 28, points: upTo(8) },
          { measure: 'user_penetration', window_days: 28, points: upTo(0.5) },
        ],
      },
      {
        component: 'momentum',
        weight: 20,
        metrics: [{ measure: 'momentum', window_days: 28, points: aroundZero }],
      },
      { component: 'commercial', weight: 20, metrics: [{ measure: 'mrr_growth', points: aroundZero }] },
    ],
  } as HealthRule,
  qualification_rule: {
    require: 'all',
    signals: [
      { measure: 'active_users', window_days: 28, op: '>=', value: 3 },
      { measure: 'features_used', window_days: 28, op: '>=', value: 3 },
    ],
  } as QualificationRule,
  non_icp_segments: ['other', 'none'],
  qualification_cooldown_days: 90,
  qualification_touch_window_days: 14 as number | null,
  qualification_win_window_days: 180 as number | null,
  expansion_max_penetration: 0.5,
  expansion_min_limit_share: 0.8,
  expansion_min_workspaces: 2,
  buying_events: [
    'pricing_viewed',
    'upgrade_clicked',
    'plan_compared',
    'checkout_started',
    'seats_requested',
  ],
  buying_tags: ['pricing', 'purchasing', 'no_authority', 'security_review'],
  buying_signal_window_days: 28,
  segment_high_usage_share: 0.2,
  segment_low_usage_share: 0.5,
  segment_min_employees: 200,
  segment_top_arr: 25_000,
  segment_top_employees: 1000,
  segment_min_workspaces: 2,
  segment_min_payers: 3,
  board_min_employees: 200,
  board_min_active_users: 5,
  board_plateau_growth: 0.05,
  admin_events: [
    'sso_configured',
    'audit_log_viewed',
    'role_changed',
    'permission_changed',
    'invoice_viewed',
  ],
  authority_tags: ['no_authority', 'purchasing'],
  paid_features: null as readonly string[] | null,
  active_week_min_users: 3,
  active_seat_window_days: 28,
  buyer_roles: [
    'economic_buyer',
    'technical_buyer',
    'decision_maker',
    'billing',
    'billing_contact',
    'procurement',
    'finance',
    'signer',
    'contract_signer',
  ],
  consolidation_min_payers: 3,
  consumption_run_rate_days: 28,
  consumption_under_pace: 0.8,
  consumption_over_pace: 1.1,
  potential_min_peers: 3,
  renewal_window_days: 90,
  renewal_auto_renewing: 'excluded',
  week_start: 'monday',
  fiscal_year_start: 1,
}

export type Options = typeof canonical
export type OptionName = keyof Options

/** Applies the query's overrides to the canonical values. */
export function settingsOf(data: Data, query: Query): Settings | null {
  const zone = query.timeZone ?? 'UTC'
  const options = { ...canonical, ...(query.options as Partial<Options> | undefined) }
  const known = defaultAsOf(data)
  if (query.asOf === undefined && known === null) return null
  return {
    zone,
    weekStart: options.week_start,
    fiscalYearStart: options.fiscal_year_start,
    asOf: query.asOf === undefined ? (known ?? 0) : instantOf(query.asOf, zone),
    options,
  }
}

/** A date is its first instant in the zone. */
function instantOf(written: string, zone: string): number {
  return written.length === 10 ? firstInstant(readDay(written), zone) : Date.parse(written)
}
