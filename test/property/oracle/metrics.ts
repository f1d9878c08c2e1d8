import type { Fact } from './fact.ts'
import type { FamilyName } from './families.ts'
import { grouped } from './memo.ts'
import type { Weight } from './cohorts/revenue-cohorts.ts'
import type { OptionName } from './question/settings.ts'

export type Actor = 'user' | 'workspace' | 'company'

/** How a metric is computed, from facts or from other metrics. */
export type Metric =
  /** Computed from the facts of a period. */
  | {
      readonly kind: 'facts'
      readonly family: FamilyName
      readonly value: (facts: readonly Fact[]) => number | null
      /** The actor whose facts count; facts without it are ignored. */
      readonly actor?: Actor
      /** The facts that count. */
      readonly only?: (fact: Fact) => boolean
    }
  | {
      readonly kind: 'trailing'
      readonly family: FamilyName
      readonly actor: Actor
      readonly window: OptionName
      readonly daysEarlier: number
      /** The mean over the days instead of the distinct count. */
      readonly isMean: boolean
    }
  | {
      readonly kind: 'lifecycle'
      readonly family: FamilyName
      readonly actor: Actor
      readonly state: 'new' | 'retained' | 'resurrected' | 'dormant'
    }
  /** The value at the end (or start) of a period. */
  | {
      readonly kind: 'balance'
      readonly family: FamilyName
      readonly at: 'start' | 'end'
      readonly value: (fact: Fact) => number
      /** The actor to count once, however many facts it has with a value. */
      readonly actor?: Actor
    }
  | { readonly kind: 'ratio'; readonly numerator: string; readonly denominator: string }
  | {
      readonly kind: 'derived'
      readonly inputs: readonly string[]
      /** Options that the value reads in addition to those of the inputs. */
      readonly options?: readonly OptionName[]
      readonly value: (...inputs: (number | null)[]) => number | null
    }
  | { readonly kind: 'cumulative'; readonly of: string; readonly over: string }
  | {
      readonly kind: 'retention'
      readonly family: FamilyName
      readonly measure: 'size' | 'retained'
      /** The weight of monthly actors; actors with events count one. */
      readonly weight?: Weight
    }
  /** Actors by the number of periods in which they were active. */
  | { readonly kind: 'distribution'; readonly family: FamilyName; readonly actor: Actor }
  | { readonly kind: 'payback'; readonly family: FamilyName; readonly measure: 'months' | 'recovered_share' }

const count = (family: FamilyName, of: (fact: Fact) => boolean = () => true): Metric => ({
  kind: 'facts',
  family,
  value: (facts) => facts.filter(of).length,
})

const distinct = (
  actor: Actor,
  family: FamilyName = 'engagement',
  only: (fact: Fact) => boolean = () => true,
): Metric => ({
  kind: 'facts',
  family,
  actor,
  only,
  value: (facts) => new Set(facts.flatMap((fact) => fact[actor] ?? [])).size,
})

/** A percentile, interpolated between two values where necessary. */
const percentile = (family: FamilyName, number: string, share: number): Metric => ({
  kind: 'facts',
  family,
  value: (facts) => {
    const sorted = facts.flatMap(({ numbers }) => numbers?.[number] ?? []).sort((a, b) => a - b)
    const place = share * (sorted.length - 1)
    const below = sorted[Math.floor(place)]
    const above = sorted[Math.ceil(place)]
    return below === undefined || above === undefined
      ? null
      : below + (above - below) * (place - Math.floor(place))
  },
})

/** The median over actors of their facts: the middle one, or the mean of the two in the middle. */
const medianByActor = (actor: Actor, family: FamilyName = 'engagement'): Metric => ({
  kind: 'facts',
  family,
  actor,
  value: (facts) => {
    const sizes = [...grouped(facts, (fact) => fact[actor]).values()]
      .map(({ length }) => length)
      .sort((a, b) => a - b)
    const half = Math.floor(sizes.length / 2)
    const [below, above] = [sizes[sizes.length - half - 1], sizes[half]]
    return below === undefined || above === undefined ? null : (below + above) / 2
  },
})

/** The mean of the known values. */
const mean = (family: FamilyName, number: string): Metric => ({
  kind: 'facts',
  family,
  value: (facts) => {
    const all = facts.flatMap(({ numbers }) => numbers?.[number] ?? [])
    return all.length === 0 ? null : all.reduce((sum, one) => sum + one, 0) / all.length
  },
})

/** The median over actors of the sum of a number. */
const medianSumByActor = (actor: Actor, family: FamilyName, name: string): Metric => ({
  kind: 'facts',
  family,
  actor,
  only: hasNumber(name),
  value: (facts) => {
    const sums = [...grouped(facts, (fact) => fact[actor]).values()]
      .map((own) => own.reduce((all, { numbers }) => all + (numbers?.[name] ?? 0), 0))
      .sort((a, b) => a - b)
    const half = Math.floor(sums.length / 2)
    const [below, above] = [sums[sums.length - half - 1], sums[half]]
    return below === undefined || above === undefined ? null : (below + above) / 2
  },
})

/** The largest known value. */
const largest = (family: FamilyName, name: string): Metric => ({
  kind: 'facts',
  family,
  value: (facts) => {
    const all = facts.flatMap(({ numbers }) => numbers?.[name] ?? [])
    return all.length === 0 ? null : Math.max(...all)
  },
})

const hasNumber = (name: string) => (fact: Fact) => (fact.numbers?.[name] ?? null) !== null

const trailing = (window: OptionName, daysEarlier = 0, isMean = false): Metric => ({
  kind: 'trailing',
  family: 'engagement',
  actor: 'user',
  window,
  daysEarlier,
  isMean,
})

const lifecycle = (actor: Actor, state: 'new' | 'retained' | 'resurrected' | 'dormant'): Metric => ({
  kind: 'lifecycle',
  family: 'engagement',
  actor,
  state,
})

const ratio = (numerator: string, denominator: string): Metric => ({ kind: 'ratio', numerator, denominator })

const quick = (won: readonly string[], lost: string): Metric => ({
  kind: 'derived',
  inputs: [...won, lost],
  value: (...inputs) => {
    const gone = inputs.at(-1) ?? 0
    return gone === 0 ? null : inputs.slice(0, -1).reduce<number>((sum, one) => sum + (one ?? 0), 0) / gone
  },
})

const sum = (family: FamilyName, of: (fact: Fact) => number): Metric => ({
  kind: 'facts',
  family,
  value: (facts) => facts.reduce((all, fact) => all + of(fact), 0),
})

const balance = (family: FamilyName, value: (fact: Fact) => number, at: 'start' | 'end' = 'end'): Metric => ({
  kind: 'balance',
  family,
  at,
  value,
})

/** The actors with such a fact at the end of a period, each counted once. */
const distinctBalance = (actor: Actor, family: FamilyName, only: (fact: Fact) => boolean): Metric => ({
  kind: 'balance',
  family,
  at: 'end',
  actor,
  value: (fact) => Number(only(fact)),
})

const number = (name: string) => (fact: Fact) => fact.numbers?.[name] ?? 0
/** Credits count among the movements too: otherwise movements would not add up to the balance. */
const has = (name: string) => (fact: Fact) => (number(name)(fact) === 0 ? 0 : 1)
const moved = (movement: string) =>
  sum('revenue', (fact) => (fact.movement === movement ? number('change')(fact) : 0))

const cohorts = (family: FamilyName): readonly [Metric, Metric] => [
  { kind: 'retention', family, measure: 'size' },
  { kind: 'retention', family, measure: 'retained' },
]
const [userCohort, usersBack] = cohorts('user_retention')
const [workspaceCohort, workspacesBack] = cohorts('workspace_retention')
const [accountCohort, accountsBack] = cohorts('account_retention')

const revenueCohort = (measure: 'size' | 'retained', weight: Weight): Metric => ({
  kind: 'retention',
  family: 'revenue_cohorts',
  measure,
  weight,
})

const isOne = (name: string) => (fact: Fact) => fact.numbers?.[name] === 1

/** Eligible, converted and their ratio; only rows whose window is complete. */
const conversion = (
  family: FamilyName,
  had: string,
  took: string,
  share: string,
): Record<string, Metric> => ({
  [had]: count(family, isOne('isKnown')),
  [took]: count(family, isOne('converted')),
  [share]: ratio(took, had),
})

const known = (family: FamilyName, part: string): Metric =>
  count(family, (fact) => isOne('isKnown')(fact) && fact.part?.startsWith(part) === true)

/** The value of payers in their first months, where these are complete. */
const lifetime = (length: number): Record<string, Metric> => ({
  [`ltv_${length}m_accounts`]: count('lifetime_value', hasNumber(`m${length}`)),
  [`ltv_${length}m_gross_profit`]: sum('lifetime_value', number(`m${length}`)),
  [`ltv_${length}m`]: ratio(`ltv_${length}m_gross_profit`, `ltv_${length}m_accounts`),
})

const isPart = (part: string) => (fact: Fact) => fact.part === part

/** Distinct parts of the facts, such as the increases in revenue that several touches share. */
const distinctParts = (family: FamilyName): Metric => ({
  kind: 'facts',
  family,
  value: (facts) => new Set(facts.map(({ part }) => part)).size,
})

/** The wins with a clock of the sales cycle, its median and its 90th percentile. */
const clock = (name: string, days: string): Record<string, Metric> => ({
  [`wins_with_${name}_clock`]: count('sales_cycle', hasNumber(name)),
  [`${days}_days_p50`]: percentile('sales_cycle', name, 0.5),
  [`${days}_days_p90`]: percentile('sales_cycle', name, 0.9),
})

/** Qualifications of a kind with a complete window, those followed by an outcome, and their ratio. */
const outcomes = (
  family: FamilyName,
  part: string,
  had: string,
  took: string,
  share: string,
): Record<string, Metric> => ({
  [had]: count(family, (fact) => isPart(part)(fact) && isOne('isKnown')(fact)),
  [took]: count(family, (fact) => isPart(part)(fact) && isOne('converted')(fact)),
  [share]: ratio(took, had),
})

const credited = (...movements: readonly string[]): Metric =>
  sum('sales_credits', (fact) => (movements.includes(fact.movement ?? '') ? number('change')(fact) : 0))

/** Momentum of a count: the last seven days against the seven before. */
const momentumOf = (counted: string, prefix: string): Record<string, Metric> => ({
  [`${counted}_in_week`]: { kind: 'cumulative', of: counted, over: '7 days' },
  [`${counted}_in_two_weeks`]: { kind: 'cumulative', of: counted, over: '14 days' },
  [`${prefix}_momentum_abs`]: {
    kind: 'derived',
    inputs: [`${counted}_in_week`, `${counted}_in_two_weeks`],
    value: (week, two) => (week ?? 0) - ((two ?? 0) - (week ?? 0)),
  },
  [`${prefix}_momentum_rel`]: {
    kind: 'derived',
    inputs: [`${counted}_in_week`, `${counted}_in_two_weeks`],
    options: ['momentum_min_base'],
    value: (week, two, least) => {
      const before = (two ?? 0) - (week ?? 0)
      return before < (least ?? 0) ? null : ((week ?? 0) - before) / before
    },
  },
})

/** How the oracle computes every metric. A new metric needs an entry here. */
export const metrics: Readonly<Record<string, Metric>> = {
  signups: count('signups'),
  workspace_signups: count('workspace_signups'),
  account_signups: count('account_signups'),

  active_events: count('engagement'),
  active_users: distinct('user'),
  active_workspaces: distinct('workspace'),
  active_accounts: distinct('company'),
  daily_active_users: trailing('dau_window'),
  weekly_active_users: trailing('wau_window'),
  monthly_active_users: trailing('mau_window'),
  average_daily_active_users: trailing('mau_window', 0, true),
  stickiness_ratio: ratio('average_daily_active_users', 'monthly_active_users'),
  previous_weekly_active_users: trailing('wau_window', 7),
  momentum_abs: {
    kind: 'derived',
    inputs: ['weekly_active_users', 'previous_weekly_active_users'],
    value: (now, before) => (now ?? 0) - (before ?? 0),
  },
  momentum_rel: {
    kind: 'derived',
    inputs: ['weekly_active_users', 'previous_weekly_active_users'],
    options: ['momentum_min_base'],
    value: (now, before, least) =>
      // too few values give no percentile
      (before ?? 0) < (least ?? 0) ? null : ((now ?? 0) - (before ?? 0)) / (before ?? 0),
  },
  weekly_active_users_14d_before: trailing('wau_window', 14),
  weekly_active_users_21d_before: trailing('wau_window', 21),
  momentum_slope_4w: {
    kind: 'derived',
    inputs: [
      'weekly_active_users',
      'previous_weekly_active_users',
      'weekly_active_users_14d_before',
      'weekly_active_users_21d_before',
    ],
    value: (...weeks) =>
      weeks.reduce<number>((all, users, index) => all + (1.5 - index) * (users ?? 0), 0) / 5,
  },
  core_actions: count('core_actions'),
  ...momentumOf('core_actions', 'core_action'),
  ...momentumOf('invitations_sent', 'invitation'),
  accounts_with_activity: count('account_momentum'),
  account_activity: sum('account_momentum', number('now')),
  previous_account_activity: sum('account_momentum', number('before')),
  account_momentum_abs: {
    kind: 'derived',
    inputs: ['account_activity', 'previous_account_activity'],
    value: (now, before) => (now ?? 0) - (before ?? 0),
  },
  account_momentum_rel: {
    kind: 'derived',
    inputs: ['account_activity', 'previous_account_activity'],
    options: ['momentum_min_base'],
    value: (now, before, least) =>
      (before ?? 0) < (least ?? 0) ? null : ((now ?? 0) - (before ?? 0)) / (before ?? 0),
  },
  account_momentum_slope_4w: sum('account_momentum', number('slope')),
  feature_users: sum('feature_adoption', number('using')),
  feature_base_users: sum('feature_adoption', number('active')),
  feature_adoption_rate: ratio('feature_users', 'feature_base_users'),
  feature_accounts: count('feature_adoption', (fact) => number('using')(fact) > 0),
  feature_base_accounts: count('feature_adoption'),
  account_feature_adoption_rate: ratio('feature_accounts', 'feature_base_accounts'),
  accounts_with_depth: count('feature_depth'),
  features_in_use: sum('feature_depth', number('depth')),
  feature_depth: ratio('features_in_use', 'accounts_with_depth'),
  recently_active_users: sum('feature_depth', number('active')),
  features_in_use_by_user: sum('feature_depth', number('userDepths')),
  feature_depth_per_user: ratio('features_in_use_by_user', 'recently_active_users'),
  property_events: count('event_properties'),
  property_numbers: count('event_properties', hasNumber('value')),
  property_not_numeric: count(
    'event_properties',
    (fact) => !hasNumber('value')(fact) && number('isMissing')(fact) === 0,
  ),
  property_missing: count('event_properties', isOne('isMissing')),
  property_sum: sum('event_properties', number('value')),
  property_average: ratio('property_sum', 'property_numbers'),
  property_distinct_values: {
    kind: 'facts',
    family: 'event_properties',
    only: ({ attributes }) => attributes['property_value'] !== null,
    value: (facts) => new Set(facts.map(({ attributes }) => attributes['property_value'])).size,
  },
  property_users: distinct('user', 'event_properties', hasNumber('value')),
  property_sum_of_users: sum('event_properties', (fact) =>
    (fact.user ?? null) === null ? 0 : number('value')(fact),
  ),
  property_sum_per_user: ratio('property_sum_of_users', 'property_users'),
  property_sum_per_user_p50: medianSumByActor('user', 'event_properties', 'value'),
  numerator_events: count('event_ratio', isOne('isAbove')),
  denominator_events: count('event_ratio', isOne('isBelow')),
  event_ratio: ratio('numerator_events', 'denominator_events'),
  median_events_per_active_user: medianByActor('user'),
  stickiness_distribution: { kind: 'distribution', family: 'engagement', actor: 'user' },
  workspace_stickiness_distribution: { kind: 'distribution', family: 'engagement', actor: 'workspace' },
  account_stickiness_distribution: { kind: 'distribution', family: 'engagement', actor: 'company' },
  new_active_users: lifecycle('user', 'new'),
  retained_users: lifecycle('user', 'retained'),
  resurrected_users: lifecycle('user', 'resurrected'),
  dormant_users: lifecycle('user', 'dormant'),
  user_quick_ratio: quick(['new_active_users', 'resurrected_users'], 'dormant_users'),
  new_active_accounts: lifecycle('company', 'new'),
  retained_accounts: lifecycle('company', 'retained'),
  resurrected_accounts: lifecycle('company', 'resurrected'),
  dormant_accounts: lifecycle('company', 'dormant'),
  account_quick_ratio: quick(['new_active_accounts', 'resurrected_accounts'], 'dormant_accounts'),

  eligible_signups: count('activation', isOne('isEligible')),
  activated_users: count('activation', ({ numbers }) => numbers?.['hours'] !== null),
  activation_rate: ratio('activated_users', 'eligible_signups'),
  time_to_value_hours_p50: percentile('activation', 'hours', 0.5),
  time_to_value_hours_p90: percentile('activation', 'hours', 0.9),
  eligible_workspaces: count('workspace_activation', isOne('isEligible')),
  activated_workspaces: count('workspace_activation', isOne('isActivated')),
  workspace_activation_rate: ratio('activated_workspaces', 'eligible_workspaces'),

  user_cohort_size: userCohort,
  retained_users_by_age: usersBack,
  user_retention_rate: ratio('retained_users_by_age', 'user_cohort_size'),
  workspace_cohort_size: workspaceCohort,
  retained_workspaces_by_age: workspacesBack,
  workspace_retention_rate: ratio('retained_workspaces_by_age', 'workspace_cohort_size'),
  account_cohort_size: accountCohort,
  retained_accounts_by_age: accountsBack,
  account_retention_rate: ratio('retained_accounts_by_age', 'account_cohort_size'),

  plateau_users: count('retention_plateau'),
  plateau_user_weeks: sum('retention_plateau', () => 3),
  plateau_returns: sum('retention_plateau', (fact) =>
    ['first', 'second', 'third'].reduce((all, age) => all + number(age)(fact), 0),
  ),
  retention_plateau: ratio('plateau_returns', 'plateau_user_weeks'),
  plateau_first_returns: sum('retention_plateau', number('first')),
  plateau_last_returns: sum('retention_plateau', number('third')),
  retention_plateau_slope: {
    kind: 'derived',
    inputs: ['plateau_last_returns', 'plateau_first_returns', 'plateau_users'],
    value: (last, first, users) => (users ? ((last ?? 0) - (first ?? 0)) / users / 2 : null),
  },
  retention_flattens: {
    kind: 'derived',
    inputs: ['plateau_last_returns', 'plateau_first_returns', 'plateau_users'],
    options: ['retention_plateau_max_fall'],
    value: (last, first, users, fall) =>
      users ? Number(((last ?? 0) - (first ?? 0)) / users / 2 >= -(fall ?? 0) - 1e-9) : null,
  },
  mrr: balance('revenue', number('end')),
  starting_mrr: balance('revenue', number('start'), 'start'),
  paying_accounts: balance('revenue', number('paysNow')),
  starting_paying_accounts: balance('revenue', number('paidBefore'), 'start'),
  arpa: ratio('mrr', 'paying_accounts'),
  new_mrr: moved('new'),
  expansion_mrr: moved('expansion'),
  contraction_mrr: moved('contraction'),
  churned_mrr: moved('churn'),
  reactivation_mrr: moved('reactivation'),
  fx_mrr: sum('revenue', number('fx')),
  net_new_mrr: sum('revenue', (fact) => number('change')(fact) + number('fx')(fact)),
  mrr_from_movements: { kind: 'cumulative', of: 'net_new_mrr', over: 'all_time' },
  new_paying_accounts: count('revenue', ({ movement }) => movement === 'new'),
  churned_accounts: count('revenue', ({ movement }) => movement === 'churn'),
  reactivated_accounts: count('revenue', ({ movement }) => movement === 'reactivation'),
  logo_churn_rate: ratio('churned_accounts', 'starting_paying_accounts'),
  revenue_quick_ratio: {
    kind: 'derived',
    inputs: ['new_mrr', 'expansion_mrr', 'reactivation_mrr', 'contraction_mrr', 'churned_mrr'],
    value: (gained, expanded, back, shrunk, churned) => {
      const lost = -((shrunk ?? 0) + (churned ?? 0))
      return lost === 0 ? null : ((gained ?? 0) + (expanded ?? 0) + (back ?? 0)) / lost
    },
  },
  arr: { kind: 'derived', inputs: ['mrr'], value: (mrr) => (mrr === null ? null : 12 * mrr) },
  carr: sum('annual_revenue', number('arr')),
  said_then: balance('restatements', number('then')),
  said_now: balance('restatements', number('now')),
  restated_mrr: balance('restatements', (fact) => number('now')(fact) - number('then')(fact)),
  restated_accounts: balance('restatements', (fact) => Number(number('now')(fact) !== number('then')(fact))),
  cohort_accounts: revenueCohort('size', 'heads'),
  cohort_accounts_kept: revenueCohort('retained', 'heads'),
  cohort_mrr: revenueCohort('size', 'mrr'),
  cohort_mrr_now: revenueCohort('retained', 'mrr'),
  cohort_mrr_kept: revenueCohort('retained', 'capped'),
  cohort_logo_retention_rate: ratio('cohort_accounts_kept', 'cohort_accounts'),
  cohort_net_revenue_retention: ratio('cohort_mrr_now', 'cohort_mrr'),
  cohort_gross_revenue_retention: ratio('cohort_mrr_kept', 'cohort_mrr'),

  base_accounts: balance('revenue_retention', () => 1),
  base_mrr: balance('revenue_retention', number('then')),
  base_mrr_now: balance('revenue_retention', number('now')),
  base_mrr_kept: balance('revenue_retention', (fact) => Math.min(number('then')(fact), number('now')(fact))),
  base_accounts_kept: balance('revenue_retention', has('now')),
  net_revenue_retention: ratio('base_mrr_now', 'base_mrr'),
  gross_revenue_retention: ratio('base_mrr_kept', 'base_mrr'),
  logo_retention_rate: ratio('base_accounts_kept', 'base_accounts'),

  acquisition_spend: sum('acquisition_spend', number('spend')),
  acquired_accounts: count('acquisition'),
  cac: ratio('acquisition_spend', 'acquired_accounts'),
  won_gross_profit: sum('payback_formula', number('profit')),
  cac_payback_months_formula: ratio('acquisition_spend', 'won_gross_profit'),
  arr_change: sum('sales_efficiency', number('arr')),
  sales_efficiency_spend: sum('sales_efficiency', number('spend')),
  sales_efficiency: ratio('arr_change', 'sales_efficiency_spend'),
  cost_to_serve: sum('cost_to_serve', number('cost')),
  free_cost_to_serve: sum('cost_to_serve', (fact) => number('cost')(fact) * number('isFree')(fact)),
  free_cost_to_serve_share: ratio('free_cost_to_serve', 'cost_to_serve'),
  active_account_months: count('cost_to_serve', isOne('isActive')),
  paying_account_months: count('cost_to_serve', isOne('isPaying')),
  served_mrr: sum('cost_to_serve', number('mrr')),
  cost_to_serve_per_active_account: ratio('cost_to_serve', 'active_account_months'),
  cost_to_serve_per_paying_account: ratio('cost_to_serve', 'paying_account_months'),
  cost_to_serve_share_of_mrr: ratio('cost_to_serve', 'served_mrr'),
  ...lifetime(12),
  ...lifetime(24),
  ...lifetime(36),
  margin_profit: sum('unit_economics', number('margin')),
  payer_months: count('unit_economics', isOne('paysNow')),
  payer_months_at_risk: count('unit_economics', isOne('paidBefore')),
  lost_payers: count('unit_economics', isOne('lost')),
  monthly_logo_churn: ratio('lost_payers', 'payer_months_at_risk'),
  ltv_formula: {
    kind: 'derived',
    inputs: ['margin_profit', 'payer_months', 'payer_months_at_risk', 'lost_payers'],
    options: ['ltv_horizon_months'],
    value: (profit, paying, atRisk, lost, horizon) =>
      (lost ?? 0) === 0 || (paying ?? 0) === 0
        ? null
        : ((profit ?? 0) / (paying ?? 0)) * Math.min((atRisk ?? 0) / (lost ?? 0), horizon ?? 0),
  },
  contract_years: count('contract_values'),
  contract_year_value: sum('contract_values', number('value')),
  acv: ratio('contract_year_value', 'contract_years'),
  acv_p50: percentile('contract_values', 'value', 0.5),
  acv_p90: percentile('contract_values', 'value', 0.9),
  invoices_issued: count('billing', isOne('issued')),
  billed_amount: sum('billing', number('billed')),
  collected_amount: sum('billing', number('collected')),
  billed_amount_collected: sum('billing', number('billedCollected')),
  uncollectible_amount: sum('billing', number('lost')),
  collection_rate: ratio('billed_amount_collected', 'billed_amount'),
  open_amount: balance('receivables', number('open')),
  overdue_amount: balance('receivables', number('overdue')),
  overdue_invoices: distinctBalance('workspace', 'receivables', (fact) => number('overdue')(fact) > 0),
  overdue_share: ratio('overdue_amount', 'open_amount'),
  gained_mrr_30_days: sum('motion_sensitivity', number('gained30')),
  gained_mrr_90_days: sum('motion_sensitivity', number('gained90')),
  gained_mrr_180_days: sum('motion_sensitivity', number('gained180')),
  cac_payback_months: { kind: 'payback', family: 'payback', measure: 'months' },
  recovered_share: { kind: 'payback', family: 'payback', measure: 'recovered_share' },
  payback_curve_cost: sum('payback_curve', number('cost')),
  payback_curve_profit: sum('payback_curve', number('profit')),
  payback_curve_share: ratio('payback_curve_profit', 'payback_curve_cost'),
  cash_payback_months: { kind: 'payback', family: 'cash_payback', measure: 'months' },
  cash_recovered_share: { kind: 'payback', family: 'cash_payback', measure: 'recovered_share' },
  continuing_payers: count('plan_changes'),
  plan_changes: count('plan_changes', isOne('isNewPlan')),
  billing_interval_changes: count('plan_changes', isOne('isNewInterval')),
  payers_before_annual: count('plan_changes', isOne('isBeforeAnnual')),
  moves_to_annual: count('plan_changes', isOne('isMove')),
  annual_move_rate: ratio('moves_to_annual', 'payers_before_annual'),
  mrr_change_with_plan_changes: sum('plan_changes', number('change')),

  ...conversion('account_activation', 'eligible_accounts', 'activated_accounts', 'account_activation_rate'),
  ...conversion('habit', 'eligible_for_habit', 'habitual_users', 'habit_rate'),
  ...conversion('setup', 'eligible_for_setup', 'set_up_users', 'setup_rate'),
  ...conversion('free_to_paid', 'eligible_for_paid', 'newly_paid_workspaces', 'free_to_paid_rate'),
  ...conversion(
    'account_free_to_paid',
    'eligible_accounts_for_paid',
    'newly_paid_accounts',
    'account_free_to_paid_rate',
  ),
  days_to_account_paid_p50: percentile('account_free_to_paid', 'days', 0.5),
  ...conversion(
    'workspace_free_to_paid_curve',
    'workspace_curve_base',
    'workspace_curve_paid',
    'workspace_curve_paid_rate',
  ),
  ...conversion(
    'account_free_to_paid_curve',
    'account_curve_base',
    'account_curve_paid',
    'account_curve_paid_rate',
  ),
  ...conversion(
    'activation_curve',
    'activation_curve_signups',
    'activation_curve_users',
    'activation_curve_rate',
  ),
  conversion_moments: count('conversion_moments'),
  compared_conversion_moments: count('conversion_moments', hasNumber('change')),
  usage_dips: count('conversion_moments', isOne('isFalling')),
  usage_dip_rate: ratio('usage_dips', 'compared_conversion_moments'),
  usage_change_before_conversion_p50: percentile('conversion_moments', 'change', 0.5),
  limited_workspaces: count('limit_states'),
  limit_used: sum('limit_states', number('used')),
  limit_quantity: sum('limit_states', number('limit')),
  limit_used_ratio: ratio('limit_used', 'limit_quantity'),
  limit_used_in_28_days: sum('limit_states', number('recently')),
  days_since_limit_reached: largest('limit_states', 'days'),
  days_to_paid_p50: percentile('free_to_paid', 'days', 0.5),
  trial_starts: count('trials'),
  ...conversion('trials', 'eligible_trials', 'converted_trials', 'trial_conversion_rate'),
  days_of_trial_to_paid_p50: percentile('trials', 'days', 0.5),
  conversion_opportunities: count('conversion', isOne('isChance')),
  conversions: count('conversion', isOne('converted')),
  conversion_rate: ratio('conversions', 'conversion_opportunities'),
  hours_to_conversion_p50: percentile('conversion', 'hours', 0.5),
  invitations_sent: count('invitations'),
  ...conversion('invitations', 'eligible_invitations', 'accepted_invitations', 'invitation_acceptance_rate'),
  inviting_cohort: known('virality', 'user'),
  invitations_of_cohort: known('virality', 'invitation'),
  invited_signups: known('virality', 'newcomer'),
  invitations_per_user: ratio('invitations_of_cohort', 'inviting_cohort'),
  cohort_acceptance_rate: ratio('invited_signups', 'invitations_of_cohort'),
  k_factor: ratio('invited_signups', 'inviting_cohort'),
  invited_signups_within_account: known('virality', 'newcomer within'),
  k_factor_within_account: ratio('invited_signups_within_account', 'inviting_cohort'),
  invited_signups_across_accounts: known('virality', 'newcomer across'),
  k_factor_across_accounts: ratio('invited_signups_across_accounts', 'inviting_cohort'),
  viral_cycle_days_p50: percentile('virality', 'days', 0.5),

  health_score: mean('account_health', 'score'),
  scored_accounts: count('account_health', hasNumber('score')),
  health_component_score: mean('health_components', 'score'),
  accounts_with_component: distinct('company', 'health_components', hasNumber('score')),
  product_qualified_accounts: count('qualification', isOne('isQualified')),
  fitting_accounts: count('qualification', isOne('isFitting')),
  signalling_accounts: count('qualification', isOne('isSignalling')),

  workspaces_approaching_limit: distinctBalance('workspace', 'usage_limits', isOne('isApproaching')),
  workspaces_at_limit: distinctBalance('workspace', 'usage_limits', isOne('isAt')),
  workspaces_over_limit: distinctBalance('workspace', 'usage_limits', isOne('isOver')),
  limit_crossings: count('limit_crossings'),

  account_members: balance('account_seats', number('members')),
  active_seats: balance('account_seats', number('active')),
  employees: balance('account_seats', number('employees')),
  employee_seats: balance('account_seats', number('ofEmployeesCapped')),
  seat_penetration: ratio('employee_seats', 'employees'),
  employee_seats_uncapped: balance('account_seats', number('ofEmployees')),
  seat_penetration_uncapped: ratio('employee_seats_uncapped', 'employees'),
  role_headcount: balance('account_seats', number('roleHeadcount')),
  role_seats: balance('account_seats', number('ofRoleCapped')),
  role_penetration: ratio('role_seats', 'role_headcount'),
  role_seats_uncapped: balance('account_seats', number('ofRole')),
  role_penetration_uncapped: ratio('role_seats_uncapped', 'role_headcount'),
  purchased_seats: balance('seat_utilisation', number('seats')),
  used_seats: balance('seat_utilisation', number('activeCapped')),
  seat_utilisation: ratio('used_seats', 'purchased_seats'),
  used_seats_uncapped: balance('seat_utilisation', number('active')),
  seat_utilisation_uncapped: ratio('used_seats_uncapped', 'purchased_seats'),
  accounts_with_buyers: balance('account_buyers', () => 1),
  buyers: balance('account_buyers', number('buyers')),
  buyers_who_are_users: balance('account_buyers', number('users')),
  inactive_buyers: balance('account_buyers', number('inactive')),
  buyer_divergence: ratio('inactive_buyers', 'buyers'),
  consolidation_candidates: balance('consolidation', () => 1),
  consolidation_payers: balance('consolidation', number('payers')),
  consolidation_workspaces: balance('consolidation', number('workspaces')),
  consolidation_mrr: balance('consolidation', number('mrr')),
  priced_consolidation_candidates: balance('consolidation', number('isPriced')),
  consolidation_price_gaps: balance('consolidation', number('gap')),
  consolidation_price_gap: ratio('consolidation_price_gaps', 'priced_consolidation_candidates'),
  consolidation_invoices: balance('consolidation_invoices', number('invoices')),
  commitments: balance('consumption', () => 1),
  committed_units: balance('consumption', number('committed')),
  expected_units: balance('consumption', number('expected')),
  consumed_units: balance('consumption', number('consumed')),
  consumption_pace: ratio('consumed_units', 'expected_units'),
  consumption_utilisation: ratio('consumed_units', 'committed_units'),
  projected_units: balance('consumption', number('projected')),
  projected_utilisation: ratio('projected_units', 'committed_units'),
  recent_units: balance('consumption_potential', number('recent')),
  potential_units: balance('consumption_potential', number('potential')),
  potential_shortfall_units: balance(
    'consumption_potential',
    (fact) => number('potential')(fact) - number('recent')(fact),
  ),
  potential_gap: ratio('potential_shortfall_units', 'potential_units'),
  renewals_due: count('renewals'),
  renewals_due_arr: sum('renewals', number('arr')),
  dated_mrr: balance('dated_revenue', ({ numbers }) => numbers?.['mrr'] ?? 0),
  relocated_mrr: balance('dated_revenue', ({ numbers }) => numbers?.['relocated'] ?? 0),
  existing_workspaces: count('workspace_roll_up'),
  unlinked_workspaces: count('workspace_roll_up', isOne('isUnlinked')),
  unlinked_share: ratio('unlinked_workspaces', 'existing_workspaces'),
  conflicting_workspaces: count('workspace_roll_up', isOne('isContested')),
  accounts_with_workspaces: distinct('company', 'workspace_roll_up'),
  workspaces_per_account: ratio('existing_workspaces', 'accounts_with_workspaces'),
  closed_opportunities: count('opportunities'),
  won_opportunities: count('opportunities', isPart('won')),
  lost_opportunities: count('opportunities', isPart('lost')),
  win_rate: ratio('won_opportunities', 'closed_opportunities'),
  won_arr: sum('opportunities', (fact) => (isPart('won')(fact) ? number('arr')(fact) : 0)),
  lost_arr: sum('opportunities', (fact) => (isPart('lost')(fact) ? number('arr')(fact) : 0)),
  ...clock('signup', 'signup_to_close'),
  ...clock('activity', 'activity_to_touch'),
  ...clock('touch', 'touch_to_close'),
  ...clock('opportunity', 'opportunity_to_close'),
  wins_out_of_order: count('sales_cycle', isOne('isOutOfOrder')),
  open_opportunities: balance('pipeline', () => 1),
  open_pipeline_arr: balance('pipeline', number('arr')),
  qualified_leads: count('leads'),
  ...conversion('leads', 'decided_leads', 'won_leads', 'lead_win_rate'),
  days_from_lead_to_win_p50: percentile('leads', 'days', 0.5),
  won_arr_of_leads: sum('leads', number('arr')),
  acv_per_qualified_lead: ratio('won_arr_of_leads', 'decided_leads'),
  sales_signals: count('sales_signals'),
  ...conversion('sales_signals', 'answerable_signals', 'answered_signals', 'signal_response_rate'),
  signal_to_touch_hours_p50: percentile('sales_signals', 'hours', 0.5),
  signal_to_touch_hours_p90: percentile('sales_signals', 'hours', 0.9),
  signals_with_whole_day: count('sales_signals', isOne('isDayOver')),
  same_day_touches: count('sales_signals', isOne('sameDay')),
  same_day_touch_rate: ratio('same_day_touches', 'signals_with_whole_day'),
  credited_mrr: credited('new', 'expansion'),
  credited_new_mrr: credited('new'),
  credited_expansion_mrr: credited('expansion'),
  credited_increases: count('sales_credits'),
  commission_base: sum('sales_credits', number('commission')),
  quota_carrying_reps: distinctParts('rep_attainment'),
  rep_quota: sum('rep_attainment', number('quota')),
  rep_credited_mrr: sum('rep_attainment', number('credited')),
  rep_attainment: ratio('rep_credited_mrr', 'rep_quota'),
  rep_attainment_p50: percentile('rep_attainment', 'attainment', 0.5),
  observed_reps: count('rep_ramp', isOne('isObserved')),
  ramped_reps: count('rep_ramp', hasNumber('ramp')),
  ramped_rep_share: ratio('ramped_reps', 'observed_reps'),
  rep_ramp_months: percentile('rep_ramp', 'ramp', 0.5),
  influencing_touches: count('influence'),
  influenced_increases: distinctParts('influence'),
  touches_per_influenced_increase: ratio('influencing_touches', 'influenced_increases'),
  influenced_mrr: sum('influence', number('change')),
  influenced_mrr_linear: sum('influence', number('linear')),
  influenced_mrr_position_based: sum('influence', number('position')),
  assigned_accounts: balance('assigned_accounts', () => 1),
  features_used_by_assigned_accounts: balance('assigned_accounts', number('depth')),
  assigned_feature_depth: ratio('features_used_by_assigned_accounts', 'assigned_accounts'),
  assigned_feature_depth_change: sum('assigned_accounts', number('change')),
  activated_users_of_assigned_accounts: sum('assigned_accounts', number('activated')),
  product_qualified_users: count('qualified_users', isOne('isQualified')),
  users_in_fitting_accounts: count('qualified_users', isOne('fits')),
  expansion_qualified_accounts: count('expansion_qualification', isOne('isQualified')),
  accounts_with_headroom: count('expansion_qualification', isOne('hasHeadroom')),
  newly_product_qualified_accounts: count('qualifications', isPart('product')),
  still_product_qualified_accounts: count(
    'qualifications',
    (fact) => isPart('product')(fact) && isOne('isStill')(fact),
  ),
  newly_expansion_qualified_accounts: count('qualifications', isPart('expansion')),
  ...outcomes('qualifications', 'product', 'mature_pqas', 'won_pqas', 'pqa_win_rate'),
  ...outcomes('qualifications', 'expansion', 'mature_eqas', 'won_eqas', 'eqa_win_rate'),
  ...outcomes(
    'qualifications',
    'unqualified',
    'mature_unqualified_accounts',
    'won_unqualified_accounts',
    'unqualified_win_rate',
  ),
  ...outcomes('qualification_touches', 'product', 'touchable_pqas', 'touched_pqas', 'pqa_touch_rate'),
  ...outcomes('qualification_touches', 'expansion', 'touchable_eqas', 'touched_eqas', 'eqa_touch_rate'),
  accounts_by_segment: distinctBalance('company', 'segments', () => true),
  segment_movements: count('segments', isOne('hasMoved')),
  accounts_new_to_segments: count('segments', isOne('isNew')),
  admin_demand_events: count('admin_demand'),
  admin_demand_users: distinct('user', 'admin_demand'),
  authority_conversations: count('authority_conversations'),
  authority_accounts: distinct('company', 'authority_conversations'),
  large_accounts: distinctBalance('company', 'sales_board', isOne('isLarge')),
  plateaued_accounts: distinctBalance('company', 'sales_board', isOne('isPlateaued')),
  plateau_share: ratio('plateaued_accounts', 'large_accounts'),
  revenue_of_accounts: balance('sales_board', number('mrr')),
  revenue_with_several_payers: balance('sales_board', number('mrrOfSeveral')),
  several_payers_revenue_share: ratio('revenue_with_several_payers', 'revenue_of_accounts'),
  revenue_with_separate_buyers: balance('sales_board', number('mrrOfSeparate')),
  separate_buyers_revenue_share: ratio('revenue_with_separate_buyers', 'revenue_of_accounts'),
  large_account_growth_p50: percentile('sales_board', 'growth', 0.5),
}
