import { families, motionOptions, type Family } from './families.ts'
import { metrics, type Metric } from './metrics.ts'
import type { Question } from './question.ts'
import { cohortGrain, optionsOf, ownOptions, partsOf } from './refusals.ts'
import { standsFor } from './rules.ts'
import type { OptionName, Options } from './settings.ts'

type Counted = ReturnType<typeof partsOf>[number]
type Asked = Pick<Question, 'by' | 'where' | 'metrics' | 'grain' | 'options'>

const activation = ['activation_anchor', 'activation_distinct_days', 'activation_min_count'] as const
const core = ['core_action', 'passive_events'] as const

/** Options behind the facts of a metric that none of its numbers looks at. */
const deaf: Readonly<Record<string, readonly OptionName[]>> = {
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
  opportunities: ['conversion_same'],
  eligible_for_habit: [...core, 'habit_min_weeks'],
  invitations_sent: ['invitation_window_days'],
  eligible_for_setup: ['conversion_criteria'],
  trial_starts: ['trial_grace_days'],
  acquisition_spend: ['discounts', 'movement_grain', 'past_due_grace_days'],
  acquired_accounts: ['spend_lag_months'],
  retained_users: ['new_is'],
  dormant_users: ['new_is'],
  retained_accounts: ['new_is'],
  dormant_accounts: ['new_is'],
  // what is new by one rule has come back by the other
  user_quick_ratio: ['new_is'],
  account_quick_ratio: ['new_is'],
  retained_users_by_age: ['base'],
  retained_workspaces_by_age: ['base'],
  retained_accounts_by_age: ['base'],
  inviting_cohort: [...activation, ...core, 'signup_basis'],
  invitations_of_cohort: [...activation, ...core, 'signup_basis'],
  mrr: ['movement_grain'],
  starting_mrr: ['movement_grain'],
  net_new_mrr: ['movement_grain'],
  mrr_from_movements: ['movement_grain'],
  base_mrr: ['movement_grain'],
  fitting_accounts: [
    ...core,
    'active_event',
    'active_week_min_users',
    'discounts',
    'exchange_rates',
    'momentum_min_base',
    'paid_features',
    'past_due_grace_days',
    'qualification_rule',
    'reporting_currency',
  ],
  signalling_accounts: ['unfitting_segments'],
}

/** What wins an account decides for which motion, and all motions together are the same. */
const onlyByMotion = motionOptions.filter((name) => name !== 'movement_grain')

/** Dimensions that are of the facts themselves: what decides about these facts decides about them. */
const ownDimensions: Readonly<Record<string, readonly string[]>> = {
  engagement: ['event_name'],
  invitations: ['invitation_reach'],
  usage_limits: ['meter'],
  revenue_cohorts: ['first_plan'],
  revenue: ['plan'],
  acquisition: ['origin_motion'],
  payback: ['origin_motion'],
  health_components: ['health_component'],
}

const sizes = ['user_cohort_size', 'workspace_cohort_size', 'account_cohort_size']

/** Whether an option changes anything of a question: of any of its metrics, or of a dimension that it names. */
export function isHeard(option: string, question: Asked, options: Options): boolean {
  const named = [
    ...(question.by ?? []),
    ...[...(question.where ?? []), ...question.metrics.flatMap(({ where = [] }) => where)].map(
      ({ dimension }) => dimension,
    ),
  ]
  if (named.some((name) => name.endsWith('_motion')) && motionOptions.some((name) => name === option))
    return true
  return question.metrics.some(({ metric }) => metricHears(metric, option, question, named, options))
}

function metricHears(
  name: string,
  option: string,
  question: Asked,
  named: readonly string[],
  options: Options,
): boolean {
  const own = partsOf(name)[0]
  const isOwn =
    own !== undefined && (ownDimensions[own.family] ?? []).some((dimension) => named.includes(dimension))
  if (!isOwn && (deaf[name] ?? []).some((one) => one === option)) return false
  if (ownOptions(name).some((one) => one === option)) return true
  return inputsOf(name).some((part) => {
    if (!optionsOf(part).some((one) => one === option)) return false
    if (!isOwn && (deaf[nameOf(part)] ?? []).some((one) => one === option)) return false
    if (!isOwn && isSpend(part) && onlyByMotion.some((one) => one === option)) return false
    return holdsBeside(part, option, options) && isAskedAbout(option, part, question, named, options)
  })
}

const inputsOf = (name: string): readonly Counted[] => partsOf(name)
const isSpend = ({ family }: Counted): boolean => family === 'acquisition' || family === 'payback'
const nameOf = (part: Metric): string => Object.entries(metrics).find(([, one]) => one === part)?.[0] ?? ''

/** Whether other options leave something for this one to say. */
function holdsBeside(part: Counted, option: string, options: Options): boolean {
  const isGiven = (name: OptionName) => options[name] !== null
  const isCore = option === 'core_action' || option === 'passive_events'
  const isPassive = option === 'passive_events'
  const { family } = part
  if (family.endsWith('_retention') && 'actor' in part && family !== 'revenue_retention') {
    if (option === 'cohort_entry') return isGiven('start_event')
    const isOfReturns =
      ['age_zero', 'min_occurrences', 'return_event', 'min_active_users'].includes(option) || isCore
    if (sizes.includes(nameOf(part)) && isOfReturns && options.base !== 'previous') return false
    if (isCore && isGiven('return_event')) return false
    return !isPassive || !isGiven('core_action')
  }
  if (family === 'virality') {
    const isActivation = isCore || option.startsWith('activation_') || option === 'signup_basis'
    if (isActivation && options.counts_as !== 'activated') return false
  }
  const standing = families[family] as { readonly rule?: 'health_rule' | 'qualification_rule' }
  if (standing.rule !== undefined) {
    if (option === 'core_action' && isGiven('active_event')) return false
    return standsFor(option, options[standing.rule])
  }
  if (family === 'engagement' && isCore && isGiven('active_event')) return false
  if (nameOf(part) === 'eligible_signups' && isCore && options.activation_anchor !== 'first_core_action')
    return false
  return !isPassive || !isGiven('core_action')
}

/** Whether the question has what the option is about. */
function isAskedAbout(
  option: string,
  part: Counted,
  question: Asked,
  named: readonly string[],
  options: Options,
): boolean {
  const isCohort = part.kind === 'retention'
  const grain = isCohort ? cohortGrain({ ...question }, options) : (question.grain ?? '')
  const units = [
    grain,
    ...question.metrics.flatMap(({ over = '' }) =>
      over.endsWith('_to_date') ? [over.replace('_to_date', '')] : [],
    ),
  ]
  const { finest, isStanding } = families[part.family] as Family
  switch (option) {
    case 'week_start':
      if (finest === 'month' || isStanding === true) return false
      return part.family === 'habit' || units.includes('week')
    case 'fiscal_year_start':
      if (isStanding === true) return false
      return units.includes('quarter') || units.includes('year')
    case 'attribute_time':
      return named.some((name) => name !== 'age' && name !== 'cohort')
    default:
      return true
  }
}
