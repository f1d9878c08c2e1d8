import { families, motionOptions, optionsOfMotions, wonBy, type Family } from '../families.ts'
import { metrics, type Metric } from '../metrics.ts'
import type { Query } from './query.ts'
import { optionsOf, ownOptions, partsOf } from './rejections.ts'
import { isUsedByRule } from './rules.ts'
import type { OptionName, Options } from './settings.ts'

type Counted = ReturnType<typeof partsOf>[number]
type MetricInput = Pick<Query, 'by' | 'where' | 'metrics' | 'grain' | 'options'>

const activation = ['activation_anchor', 'activation_distinct_days', 'activation_min_count'] as const
const core = ['core_action', 'passive_events'] as const
const paid = [
  'contract_past_due_grace_days',
  'past_due_grace_days',
  'payment_terms_days',
  'usage_revenue',
] as const
const activity = ['active_event', ...core] as const
const amounts = [...paid, 'contract_late_renewal_grace_days', 'mrr_discounts'] as const

const ofActivity = [...core, 'active_event', 'active_seat_window_days'] as const
const ofConsumption = [
  'consumption_over_pace',
  'consumption_run_rate_days',
  'consumption_under_pace',
] as const

const currency = ['exchange_rates', 'reporting_currency'] as const
const touch = ['qualified_touch_kinds', 'qualified_touch_window_days'] as const
const activated = [...activation, 'activation_window_hours', 'signup_basis'] as const
const credit = [...amounts, ...currency, ...touch, 'books', 'movement_grain'] as const

const expansion = [
  'expansion_max_penetration',
  'expansion_min_limit_share',
  'expansion_min_workspaces',
] as const
const ofRule = [
  'active_week_min_users',
  'momentum_min_base',
  'non_icp_segments',
  'qualification_rule',
] as const
const boardAmounts = [...amounts, ...currency, 'books', 'usage_revenue'] as const
const boardSize = ['board_min_active_users', 'board_min_employees', 'board_plateau_growth'] as const
const winWindow = ['qualification_win_window_days'] as const

const each = (
  names: readonly string[],
  options: readonly OptionName[],
): Readonly<Record<string, readonly OptionName[]>> => Object.fromEntries(names.map((name) => [name, options]))

/** Options that a metric's facts depend on, but its numbers do not. */
const withoutEffect: Readonly<Record<string, readonly OptionName[]>> = {
  eligible_accounts: [
    'account_activation_min_count',
    'account_activation_users',
    'conversion_criteria',
    ...core,
  ],
  eligible_workspaces: [
    'workspace_activation_min_count',
    'workspace_activation_users',
    'conversion_criteria',
    ...core,
  ],
  eligible_signups: ['activation_distinct_days', 'activation_min_count', 'conversion_criteria'],
  conversion_opportunities: ['conversion_same_property', 'conversion_order'],
  accounts_with_depth: ['feature_min_uses', 'key_features'],
  recently_active_users: ['feature_min_uses', 'key_features'],
  conversion_moments: [...core, 'active_event', 'usage_fall_share'],
  compared_conversion_moments: ['usage_fall_share'],
  usage_change_before_conversion_p50: ['usage_fall_share'],
  eligible_accounts_for_paid: paid,
  plateau_users: [...core, 'retention_return_event'],
  plateau_user_weeks: [...core, 'retention_return_event'],
  eligible_for_habit: [...core, 'habit_min_weeks'],
  invitations_sent: ['invitation_window_days'],
  eligible_for_setup: ['conversion_criteria'],
  // eligibility does not depend on whether a charge failed
  eligible_for_paid: paid,
  eligible_trials: paid,
  trial_starts: [...paid, 'trial_grace_days'],
  acquisition_spend: [...amounts, 'movement_grain'],
  arr_change: ['movement_grain', 'sales_efficiency_lag_months'],
  sales_efficiency_spend: [...amounts, 'movement_grain'],
  cost_to_serve: activity,
  free_cost_to_serve: activity,
  active_account_months: [
    ...amounts,
    'books',
    'cost_to_serve_driver',
    'exchange_rates',
    'reporting_currency',
  ],
  paying_account_months: [...activity, 'cost_to_serve_driver'],
  served_mrr: [...activity, 'cost_to_serve_driver'],
  ltv_12m_accounts: [...activity, 'cost_to_serve_driver', 'free_cost_treatment'],
  ltv_12m_gross_profit: activity,
  ltv_24m_accounts: [...activity, 'cost_to_serve_driver', 'free_cost_treatment'],
  ltv_24m_gross_profit: activity,
  ltv_36m_accounts: [...activity, 'cost_to_serve_driver', 'free_cost_treatment'],
  ltv_36m_gross_profit: activity,
  contract_years: ['exchange_rates'],
  invoices_issued: ['books', 'exchange_rates', 'invoice_tax', 'reporting_currency'],
  open_amount: ['payment_terms_days'],
  overdue_invoices: ['books', 'exchange_rates', 'invoice_tax', 'reporting_currency'],
  base_accounts: ['contracted_escalators'],
  base_mrr_kept: ['contracted_escalators'],
  base_accounts_kept: ['contracted_escalators'],
  retained_users: ['lifecycle_new_basis'],
  dormant_users: ['lifecycle_new_basis'],
  retained_accounts: ['lifecycle_new_basis'],
  dormant_accounts: ['lifecycle_new_basis'],
  // both rules count an actor, as new or as resurrected
  user_quick_ratio: ['lifecycle_new_basis'],
  account_quick_ratio: ['lifecycle_new_basis'],
  retained_users_by_age: ['retention_base'],
  retained_workspaces_by_age: ['retention_base'],
  retained_accounts_by_age: ['retention_base'],
  inviting_cohort: [...activation, ...core, 'signup_basis'],
  invitations_of_cohort: [...activation, ...core, 'signup_basis'],
  mrr: ['movement_grain'],
  starting_mrr: ['movement_grain'],
  net_new_mrr: ['movement_grain'],
  mrr_from_movements: ['movement_grain'],
  base_mrr: ['contracted_escalators', 'movement_grain'],
  // the current month is not closed
  carr: ['books'],
  workspaces_at_limit: ['limit_approaching_share'],
  workspaces_over_limit: ['limit_approaching_share'],
  fitting_accounts: [
    ...core,
    'active_event',
    'active_week_min_users',
    'books',
    'mrr_discounts',
    'exchange_rates',
    'momentum_min_base',
    'paid_features',
    'qualification_rule',
    'reporting_currency',
  ],
  signalling_accounts: ['non_icp_segments'],
  account_members: ofActivity,
  employees: ofActivity,
  role_headcount: ofActivity,
  purchased_seats: ofActivity,
  accounts_with_buyers: ofActivity,
  buyers: ofActivity,
  buyers_who_are_users: ofActivity,
  commitments: ofConsumption,
  committed_units: ofConsumption,
  expected_units: ofConsumption,
  consumed_units: ofConsumption,
  projected_units: ['consumption_over_pace', 'consumption_under_pace'],
  closed_opportunities: [...currency, ...touch],
  won_opportunities: [...currency, ...touch],
  lost_opportunities: [...currency, ...touch],
  won_arr: touch,
  lost_arr: touch,
  ...Object.fromEntries(
    ['signup', 'opportunity'].flatMap((clock) =>
      [`wins_with_${clock}_clock`, `${clock}_to_close_days_p50`, `${clock}_to_close_days_p90`].map((name) => [
        name,
        [...core, 'active_event', ...touch] as const,
      ]),
    ),
  ),
  ...Object.fromEntries(
    ['wins_with_touch_clock', 'touch_to_close_days_p50', 'touch_to_close_days_p90'].map((name) => [
      name,
      [...core, 'active_event'] as const,
    ]),
  ),
  open_opportunities: currency,
  qualified_leads: [...currency, 'lead_window_days', 'qualified_touch_window_days'],
  decided_leads: [...currency, 'qualified_touch_window_days'],
  won_leads: [...currency, 'qualified_touch_window_days'],
  days_from_lead_to_win_p50: [...currency, 'qualified_touch_window_days'],
  won_arr_of_leads: ['qualified_touch_window_days'],
  sales_signals: ['qualified_touch_kinds', 'signal_response_days'],
  answerable_signals: ['qualified_touch_kinds'],
  signals_with_whole_day: ['qualified_touch_kinds', 'signal_response_days'],
  same_day_touches: ['signal_response_days'],
  credited_mrr: ['commission_base'],
  credited_new_mrr: ['commission_base'],
  credited_expansion_mrr: ['commission_base'],
  credited_increases: ['commission_base'],
  quota_carrying_reps: credit,
  rep_quota: credit,
  observed_reps: [...credit, 'rep_ramp_target'],
  assigned_accounts: ['core_action', ...activated],
  features_used_by_assigned_accounts: ['core_action', ...activated],
  assigned_feature_depth_change: ['core_action', ...activated],
  users_in_fitting_accounts: ['buying_events', 'buying_signal_window_days', 'buying_tags'],
  ...each(
    ['newly_product_qualified_accounts', 'still_product_qualified_accounts'],
    [...expansion, ...winWindow],
  ),
  newly_expansion_qualified_accounts: [...ofRule, ...winWindow],
  ...each(['mature_pqas', 'won_pqas', 'mature_unqualified_accounts', 'won_unqualified_accounts'], expansion),
  ...each(['touchable_pqas', 'touched_pqas'], expansion),
  ...each(['mature_eqas', 'won_eqas', 'touchable_eqas', 'touched_eqas'], ofRule),
  accounts_new_to_segments: [
    ...activity,
    ...currency,
    'books',
    'contract_late_renewal_grace_days',
    'mrr_discounts',
    'non_icp_segments',
    'segment_high_usage_share',
    'segment_low_usage_share',
    'segment_min_employees',
    'segment_min_payers',
    'segment_min_workspaces',
    'segment_top_arr',
    'segment_top_employees',
  ],
  large_accounts: [...boardAmounts, 'board_plateau_growth'],
  plateaued_accounts: boardAmounts,
  large_account_growth_p50: [...boardAmounts, 'board_plateau_growth'],
  ...each(['revenue_of_accounts', 'revenue_with_several_payers'], [...activity, ...boardSize]),
  revenue_with_separate_buyers: boardSize,
}

/** Options that change only the split by motion, never the total of all motions. */
const onlyByMotion = [...motionOptions.filter((name) => name !== 'movement_grain'), 'shared_spend_allocation']

/** Dimensions of the facts themselves; every option of the facts affects them. */
const ownDimensions: Readonly<Record<string, readonly string[]>> = {
  engagement: ['event_name'],
  account_momentum: ['activity_kind', 'momentum_direction'],
  feature_adoption: ['feature'],
  activation_curve: ['hours_since_signup'],
  workspace_free_to_paid_curve: ['days_since_creation'],
  account_free_to_paid_curve: ['days_since_creation'],
  conversion_moments: ['moment_kind', 'usage_before_conversion'],
  limit_states: ['meter', 'plan', 'limit_state'],
  invitations: ['invitation_reach'],
  usage_limits: ['meter', 'plan'],
  restatements: ['restatement_reason'],
  revenue_cohorts: ['first_plan'],
  revenue: ['plan'],
  acquisition_spend: ['origin_motion', 'channel', 'spend_category', ...wonBy],
  acquisition: ['origin_motion', ...wonBy],
  payback: ['origin_motion', ...wonBy],
  payback_curve: ['months_since_first_revenue', 'origin_motion', ...wonBy],
  payback_formula: ['origin_motion', ...wonBy],
  sales_efficiency: ['origin_motion'],
  cost_to_serve: ['payment_state'],
  lifetime_value: ['first_plan'],
  unit_economics: ['plan'],
  cash_payback: ['origin_motion', ...wonBy],
  plan_changes: ['plan', 'previous_plan', 'billing_interval', 'previous_billing_interval'],
  contract_values: ['value_source'],
  motion_sensitivity: ['window_motion'],
  health_components: ['health_component'],
  consumption: ['consumption_meter', 'consumption_state'],
  consumption_potential: ['consumption_meter'],
  pipeline: ['opportunity_type', 'opportunity_stage'],
  leads: ['touch_kind'],
  sales_credits: ['credited_by'],
  influence: ['touch_kind'],
  segments: ['segment', 'previous_segment', 'plan_state'],
  authority_conversations: ['conversation_tag', 'conversation_channel'],
  admin_demand: ['event_name'],
}

const sizes = ['user_cohort_size', 'workspace_cohort_size', 'account_cohort_size']

/**
 * Whether an option affects a query: any of its metrics or any dimension that it names.
 *
 * @param options the values of all options; null: any values
 */
export function hasEffect(option: string, query: MetricInput, options: Options | null): boolean {
  const named = [
    ...(query.by ?? []),
    ...[...(query.where ?? []), ...query.metrics.flatMap(({ where = [] }) => where)].map(
      ({ dimension }) => dimension,
    ),
  ]
  const groupsByMotion = named.some((name) => /^(origin|movement|window)_motion$/.test(name))
  if (groupsByMotion && optionsOfMotions.some((name) => name === option)) return true
  if (groupsByWinning(query) && optionsOfMotions.some((name) => name === option)) return true
  const groupsByClosing = named.some((name) => name === 'opportunity_type' || name === 'opportunity_stage')
  const isClosing = query.metrics.some(({ metric }) =>
    partsOf(metric).some(({ family }) => family === 'opportunities' || family === 'sales_cycle'),
  )
  if (groupsByClosing && isClosing && touch.some((name) => name === option)) return true
  const groupsBySegment = named.some((name) => /^(previous_)?segment$|^plan_state$/.test(name))
  if (groupsBySegment && affectsMetric('accounts_by_segment', option, named, options)) return true
  return query.metrics.some(({ metric }) => affectsMetric(metric, option, named, options))
}

function affectsMetric(
  name: string,
  option: string,
  named: readonly string[],
  options: Options | null,
): boolean {
  const own = partsOf(name)[0]
  const isOwn =
    own !== undefined && (ownDimensions[own.family] ?? []).some((dimension) => named.includes(dimension))
  // `lifecycle_new_basis` changes how facts are counted, not the facts
  const isOfFacts = option !== 'lifecycle_new_basis'
  const isWithoutEffect = (one: string) =>
    !(isOwn && isOfFacts) && (withoutEffect[one] ?? []).some((two) => two === option)
  if (isWithoutEffect(name)) return false
  if (ownOptions(name).some((one) => one === option)) return true
  return partsOf(name).some(
    (part) =>
      optionsOf(part).some((one) => one === option) &&
      !isWithoutEffect(nameOf(part)) &&
      (isOwn || !isSpend(part) || !onlyByMotion.some((one) => one === option)) &&
      hasPeriods(option, part) &&
      (options === null || hasEffectGiven(part, option, options)),
  )
}

/** Whether spend and the payers that it won are grouped, so that the motions decide on the groups. */
export const groupsByWinning = (query: MetricInput): boolean =>
  [
    ...(query.by ?? []),
    ...[...(query.where ?? []), ...query.metrics.flatMap(({ where = [] }) => where)].map(
      ({ dimension }) => dimension,
    ),
  ].some((name) => wonBy.some((one) => one === name)) &&
  query.metrics.some(({ metric }) =>
    partsOf(metric).some(({ family }) =>
      [
        'acquisition',
        'acquisition_spend',
        'payback',
        'payback_curve',
        'cash_payback',
        'payback_formula',
      ].includes(family),
    ),
  )

const isSpend = ({ family }: Counted): boolean =>
  [
    'acquisition',
    'acquisition_spend',
    'motion_sensitivity',
    'cash_payback',
    'payback',
    'payback_curve',
    'payback_formula',
    'sales_efficiency',
  ].includes(family)
const nameOf = (part: Metric): string => Object.entries(metrics).find(([, one]) => one === part)?.[0] ?? ''

const ofActiveEvents = ['engagement', 'account_seats', 'seat_utilisation', 'account_buyers']

const ofEvaluations = [
  'expansion_qualification',
  'qualifications',
  'qualification_touches',
  'segments',
  'sales_board',
]

/** The rule that a metric applies; expansion has none. */
export function ruleOf(part: Counted): 'health_rule' | 'qualification_rule' | null {
  const { rule } = families[part.family] as Family
  const isWithout = (withoutEffect[nameOf(part)] ?? []).some((option) => option === rule)
  return rule === undefined || isWithout ? null : rule
}

/** Whether an option has an effect, given the values of the others. */
function hasEffectGiven(part: Counted, option: string, options: Options): boolean {
  const isGiven = (name: OptionName) => options[name] !== null
  const isCore = option === 'core_action' || option === 'passive_events'
  const isPassive = option === 'passive_events'
  const { family } = part
  if (part.kind === 'retention' && family !== 'revenue_cohorts') {
    if (option === 'retention_cohort_entry') return isGiven('retention_start_event')
    const isOfReturns =
      [
        'retention_age_zero',
        'retention_min_occurrences',
        'retention_return_event',
        'retention_min_active_users',
      ].includes(option) || isCore
    if (sizes.includes(nameOf(part)) && isOfReturns && options.retention_base !== 'previous') return false
    if (isCore && isGiven('retention_return_event')) return false
    return !isPassive || !isGiven('core_action')
  }
  if (family === 'cost_to_serve' && isCore && isGiven('active_event')) return false
  if (family === 'revenue_retention' && option === 'contracted_escalators')
    return options.movement_grain === 'account'
  if (family === 'acquisition_spend' && option === 'cost_to_serve_driver')
    return options.free_cost_treatment === 'cac'
  if (family === 'virality') {
    const isActivation = isCore || option.startsWith('activation_') || option === 'signup_basis'
    if (isActivation && options.invitation_counts_as !== 'activated') return false
  }
  const rule = ruleOf(part)
  if (rule !== null) {
    if (option === 'core_action' && isGiven('active_event')) return false
    return isUsedByRule(option, options[rule])
  }
  if (ofEvaluations.includes(family)) return option !== 'core_action' || !isGiven('active_event')
  if (ofActiveEvents.includes(family) && isCore && isGiven('active_event')) return false
  if ((family === 'engagement' || family === 'sales_cycle') && isCore && isGiven('active_event')) return false
  if (family === 'assigned_accounts') return true
  if (family === 'retention_plateau' && isCore && isGiven('retention_return_event')) return false
  const isByActivity =
    family === 'engagement' ||
    family === 'conversion_moments' ||
    ['accounts_with_depth', 'recently_active_users'].includes(nameOf(part))
  if (isByActivity && isCore && isGiven('active_event')) return false
  if (!isByActivity && (family === 'feature_adoption' || family === 'feature_depth'))
    return option !== 'core_action' || !isGiven('active_event')
  if (nameOf(part) === 'eligible_signups' && isCore && options.activation_anchor !== 'first_core_action')
    return false
  return !isPassive || !isGiven('core_action')
}

/**
 * Whether a family has the periods that an option configures: monthly families have no weeks, point-in-time
 * families no periods.
 */
function hasPeriods(option: string, { family }: Counted): boolean {
  const { finest, isPointInTime } = families[family] as Family
  if (option === 'week_start') return finest !== 'month' && isPointInTime !== true
  return option !== 'fiscal_year_start' || isPointInTime !== true
}
