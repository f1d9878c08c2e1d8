import fc from 'fast-check'
import { span, toMoment, zones, type Season } from './arbitrary-moment.ts'
import { companies } from './arbitrary-data.ts'
import { families as known, type Family } from './oracle/families.ts'
import { makeValid } from './make-valid.ts'
import { metrics } from './oracle/metrics.ts'
import { dimensionsOf, optionsOf, ownOptions, partsOf } from './oracle/question/rejections.ts'
import { grains, type MetricInput, type Condition, type Query } from './oracle/question/query.ts'

const oneOf = <Value>(...values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values)
const often = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 })
const seldom = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })

/** Dimension values that the generated data contain, and some that they do not. */
const values: Readonly<Record<string, readonly string[]>> = {
  event_name: ['make', 'share'],
  signup_source: ['ads', 'friend'],
  job_title: ['designer', 'buyer'],
  acquisition_channel: ['ads', 'friend', 'events'],
  invited_or_self: ['invited', 'self'],
  user_country: ['DE', 'FR', 'us'],
  mail_domain: ['acme.example', 'gmail.com'],
  workspace_name: ['Design', 'Sales team'],
  workspace_plan: ['free', 'team'],
  roll_up_method: ['explicit', 'none', 'member_majority'],
  account: [...companies, 'ws:w1', 'user:u1'],
  account_name: ['Acme', 'Other'],
  account_kind: ['company', 'workspace'],
  industry: ['toys', 'Tools'],
  country: ['DE', 'US'],
  icp_segment: ['core', 'edge'],
  account_size_band: ['1-9', '200-999'],
  plan: ['basic', 'pro', 'free', 'team'],
  first_plan: ['basic', 'pro'],
  previous_plan: ['basic', 'pro'],
  billing_interval: ['monthly', 'annual', 'contract'],
  previous_billing_interval: ['monthly', 'other'],
  health_component: ['usage', 'money', 'momentum'],
  meter: ['make', 'messages'],
  invitation_reach: ['within', 'across', 'unknown'],
  feature: ['make', 'share', 'group', 'unused'],
  activity_kind: ['active_users', 'core_actions', 'invitations_sent'],
  momentum_direction: ['increasing', 'decreasing', 'steady'],
  trial_length_band: ['0-7', '15-30', '61+'],
  moment_kind: ['trial_end', 'limit_reached'],
  usage_before_conversion: ['decreasing', 'not_decreasing'],
  limit_state: ['below', 'reached', 'over'],
  property_value: ['1', '2', 'a'],
  movement_motion: ['PLG', 'PLS', 'SLG'],
  origin_motion: ['PLG', 'SLG', 'unknown'],
  ultimate_parent: [...companies, 'holding', 'ws:w1'],
  buyer_class: ['same', 'overlap', 'separate'],
  consumption_meter: ['make', 'messages'],
  consumption_state: ['under', 'on', 'over'],
  contract: ['k1', 'k2'],
  window_motion: ['PLG', 'SLG'],
  channel: ['ads', 'free_accounts'],
  spend_category: ['any'],
  payment_state: ['paying', 'free'],
  value_source: ['contract', 'subscription'],
  rep: ['r1', 'r2'],
  rep_role: ['sell', 'help'],
  rep_motion: ['PLS', 'SLG'],
  opportunity_type: ['new', 'expansion', 'renewal'],
  opportunity_stage: ['talk', 'offer', 'won'],
  touch_kind: ['meeting_held', 'call_connected'],
  segment: ['opportunistic', 'top_enterprise', 'help_first', 'dead_zone'],
  plan_state: ['contract', 'self_serve', 'trial', 'free'],
  previous_segment: ['opportunistic', 'dead_zone', 'self_serve_only'],
  conversation_tag: ['no_authority', 'pricing'],
  conversation_channel: ['call', 'chat'],
  credited_by: ['opportunity', 'touch'],
}

const matcher = fc.oneof(
  oneOf<unknown>(null, 'make', 'share', '*'),
  fc.constant(['make', 'share']),
  fc
    .record({
      event: oneOf('make', null),
      where: oneOf<object>({ size: 1 }, { tier: ['a', 'b'] }, { size: 2, tier: 'a' }),
    })
    .map((one) => [one]),
  fc.constant(['share', { event: 'make', where: { size: 2 } }]),
  fc.constant(['*', { event: '*', where: { size: 2 } }]),
  fc.constant([{ event: '*', where: { tier: 'a' } }]),
)

/** An event for parameters that require one. */
const named = fc.oneof(
  oneOf<unknown>('make', 'share', '*'),
  fc.constant([{ event: 'make', where: { tier: ['a', 'b'] } }]),
)

const criterion = fc.record(
  {
    event: oneOf('make', 'share', '*'),
    where: oneOf({ size: 1 }, { tier: ['a', 'b'] }),
    min_count: oneOf(1, 2, 3),
    distinct_days: oneOf(1, 2),
    distinct_users: oneOf(1, 2),
  },
  { requiredKeys: ['event'] },
)
const oneEvent = fc.record(
  { event: oneOf('make', 'share', '*'), where: oneOf({ size: 1 }, { tier: ['a', 'b'] }) },
  { requiredKeys: ['event'] },
)
const criteria = fc.oneof(
  fc.record({
    all: fc.array(criterion, { minLength: 2, maxLength: 3 }),
    require: oneOf<unknown>('all', 'any', 2),
  }),
  fc.record({ all: fc.array(criterion, { minLength: 1, maxLength: 3 }), ordered: fc.constant(true) }),
  fc.record({
    all: fc.array(oneEvent, { minLength: 1, maxLength: 3 }),
    ordered: fc.constant(true),
    strict: fc.constant(true),
  }),
)

const families: Readonly<Record<string, Family>> = known

/** A rule over all kinds of measures; the weights allow half of them to be missing. */
const healthRules = [
  {
    components: [
      {
        component: 'people',
        weight: 1,
        metrics: [
          {
            measure: 'users',
            points: [
              [0, 0],
              [4, 100],
            ],
          },
          {
            measure: 'momentum',
            window_days: 14,
            points: [
              [-1, 0],
              [0, 40],
              [2, 100],
            ],
          },
        ],
      },
      {
        component: 'money',
        weight: 1,
        metrics: [
          {
            measure: 'mrr',
            points: [
              [0, 0],
              [12, 30],
              [200, 100],
            ],
          },
          {
            measure: 'days_to_renewal',
            points: [
              [0, 0],
              [365, 100],
            ],
          },
        ],
      },
      {
        component: 'growth',
        weight: 2.5,
        metrics: [
          {
            measure: 'mrr_growth',
            points: [
              [-1, 10],
              [1, 90],
            ],
          },
        ],
      },
    ],
  },
  {
    components: [
      {
        component: 'usage',
        weight: 3,
        metrics: [
          {
            measure: 'user_penetration',
            window_days: 90,
            points: [
              [0, 0],
              [0.3, 100],
            ],
          },
          {
            measure: 'active_weeks',
            points: [
              [0, 20],
              [4, 100],
            ],
          },
          {
            measure: 'paid_features_used',
            window_days: 28,
            points: [
              [0, 0],
              [1, 100],
            ],
          },
        ],
      },
      {
        component: 'breadth',
        weight: 2,
        metrics: [
          {
            measure: 'users_of_one_domain',
            points: [
              [0, 100],
              [3, 0],
            ],
          },
          {
            measure: 'active_share',
            window_days: 14,
            points: [
              [0, 0],
              [1, 100],
            ],
          },
        ],
      },
    ],
  },
]

interface Measure {
  readonly measure: string
  readonly window_days?: number
}

const signal = fc.record({
  named: fc.oneof(
    {
      weight: 5,
      arbitrary: oneOf<Measure>(
        { measure: 'users' },
        { measure: 'users_of_one_domain' },
        { measure: 'active_users', window_days: 7 },
        { measure: 'active_users', window_days: 90 },
        { measure: 'active_share', window_days: 28 },
        { measure: 'momentum', window_days: 14 },
        { measure: 'active_weeks' },
        { measure: 'features_used', window_days: 14 },
        { measure: 'paid_features_used', window_days: 28 },
        { measure: 'user_penetration', window_days: 28 },
      ),
    },
    // not known for past weeks
    {
      weight: 1,
      arbitrary: oneOf<Measure>(
        { measure: 'mrr' },
        { measure: 'mrr_growth' },
        { measure: 'days_to_renewal' },
      ),
    },
  ),
  op: oneOf('>=', '>', '<=', '<', '='),
  value: oneOf(0, 1, 2, 30),
})
const qualificationRule = fc
  .record({
    require: oneOf<unknown>('all', 'any', 1),
    signals: fc.array(signal, { minLength: 1, maxLength: 3 }),
  })
  .map(({ require, signals }) => ({
    require,
    signals: signals.map(({ named, op, value }) => ({ ...named, op, value })),
  }))

/** Values of every option of the random queries. */
export const optionValues: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  week_start: oneOf('sunday', 'wednesday', 'saturday'),
  fiscal_year_start: oneOf(2, 4, 11),
  passive_events: oneOf<unknown>(['share'], ['make', 'page_view']),
  core_action: matcher,
  active_event: matcher,
  retention_start_event: matcher,
  retention_return_event: matcher,
  activation_anchor: oneOf('signup', 'first_core_action'),
  activation_window_hours: oneOf(null, 0, 1, 24, 720, 36.5),
  activation_min_count: oneOf(1, 2, 3),
  activation_distinct_days: oneOf(1, 2),
  workspace_activation_window_days: oneOf(null, 0, 1, 30, 2.5),
  workspace_activation_min_count: oneOf(1, 2, 4),
  workspace_activation_users: oneOf(1, 2),
  account_activation_window_days: oneOf(null, 1, 30, 2.5),
  account_activation_min_count: oneOf(1, 2, 4),
  account_activation_users: oneOf(1, 2),
  setup_event: named,
  conversion_criteria: criteria,
  setup_window_hours: oneOf(null, 0, 24, 720),
  habit_weeks: oneOf(2, 4, 6),
  habit_min_weeks: oneOf(1, 2, 3),
  free_to_paid_window_days: oneOf(null, 0, 30, 400),
  trial_grace_days: oneOf(null, 0, 14, 60),
  virality_window_days: oneOf(0, 10, 30),
  invitation_window_days: oneOf(0, 1, 30),
  conversion_opportunity_event: named,
  conversion_event: named,
  conversion_actor: oneOf('user', 'workspace', 'account'),
  conversion_window_days: oneOf(null, 0, 3, 30),
  conversion_same_property: oneOf(null, 'tier', 'size'),
  conversion_attribution: oneOf('last_touch', 'first_touch'),
  signup_basis: oneOf('created_at', 'first_event'),
  invitation_counts_as: oneOf('signup', 'activated'),
  limit_approaching_share: oneOf(0, 0.5, 1),
  retention_cohort_entry: oneOf('first_time', 'first_ever', 'recurring'),
  retention_interval: oneOf(...grains),
  retention_clock: oneOf('calendar', 'rolling_24h'),
  retention_criterion: oneOf('on', 'on_or_after', 'bracket'),
  retention_brackets: oneOf<unknown>(['1-2', '3-5'], ['1', '2-7', '8-30'], ['2-4']),
  retention_age_zero: oneOf('cohort', 'returned'),
  retention_base: oneOf('total', 'previous'),
  retention_min_occurrences: oneOf(1, 2),
  retention_min_active_users: oneOf(1, 2, 3),
  retention_plateau_max_fall: oneOf(0, 0.25),
  lifecycle_new_basis: oneOf('first_activity', 'creation'),
  retention_attribute_time: oneOf('current', 'at_event'),
  dau_window: oneOf(1, 2),
  wau_window: oneOf(5, 7),
  mau_window: oneOf<unknown>(3, 28, 30, 'calendar'),
  momentum_min_base: oneOf(1, 2, 5),
  momentum_steady_share: oneOf(0, 0.5),
  feature_window_days: oneOf(1, 7, 90),
  feature_min_uses: oneOf(1, 2, 3),
  key_features: oneOf<unknown>(['make'], ['group=make', 'group=share', 'share', 'unused']),
  property_event: named,
  property_name: oneOf('size', 'tier'),
  ratio_numerator_event: named,
  ratio_denominator_event: named,
  usage_fall_share: oneOf(0, 0.5),
  conversion_order: oneOf('strict'),
  mrr_discounts: oneOf('gross', 'net'),
  movement_grain: oneOf('customer', 'subscription_item'),
  past_due_grace_days: oneOf(null, 0, 30),
  contract_past_due_grace_days: oneOf(null, 0, 10),
  payment_terms_days: oneOf(15, 30),
  books: oneOf('closed'),
  usage_revenue: oneOf('billed', 'trailing_average'),
  contracted_escalators: oneOf('excluded'),
  contract_late_renewal_grace_days: oneOf(0, 30, 90),
  lost_revenue_motion: oneOf('last_in'),
  cost_to_serve_driver: oneOf('accounts'),
  free_cost_treatment: oneOf('cac', 'cogs'),
  sales_efficiency_lag_months: oneOf(0, 1, 3),
  payback_formula_basis: oneOf('revenue'),
  payback_formula_gains: oneOf('new_and_expansion'),
  ltv_horizon_months: oneOf(1, 2),
  invoice_tax: oneOf('excluded'),
  revenue_retention_months: oneOf(1, 3, 12),
  qualified_touch_window_days: oneOf(0, 30, 180),
  qualified_touch_kinds: oneOf<unknown>(['call_connected'], ['meeting_held', 'email_sent']),
  lead_window_days: oneOf(null, 0, 30, 400),
  signal_response_days: oneOf(null, 0, 2, 90),
  rep_ramp_target: oneOf(0, 0.5, 2),
  commission_base: oneOf('full', 'none'),
  product_led_evidence: oneOf('activated', 'signup', 'paying'),
  assisted_motion: oneOf('pls', 'plg'),
  shared_spend_allocation: oneOf('by_new_arr', 'by_new_accounts', 'none'),
  spend_lag_months: oneOf(1, 3),
  reporting_currency: oneOf('USD'),
  exchange_rates: oneOf('of_month', 'constant'),
  health_rule: fc.constantFrom<unknown>(...healthRules),
  qualification_rule: qualificationRule,
  non_icp_segments: oneOf<unknown>(['core'], ['edge', 'other'], []),
  qualification_cooldown_days: oneOf(1, 14, 30),
  qualification_touch_window_days: oneOf(null, 0, 7, 30),
  qualification_win_window_days: oneOf(null, 0, 14, 60),
  expansion_max_penetration: oneOf(0, 0.1, 1),
  expansion_min_limit_share: oneOf(0, 0.5, 1),
  expansion_min_workspaces: oneOf(1, 3),
  buying_events: oneOf<unknown>(['make'], ['share', 'page_view'], []),
  buying_tags: oneOf<unknown>(['admin_request'], ['pricing'], []),
  buying_signal_window_days: oneOf(1, 7, 90),
  segment_high_usage_share: oneOf(0, 0.5, 1),
  segment_low_usage_share: oneOf(0, 0.25, 1),
  segment_min_employees: oneOf(1, 10),
  segment_top_arr: oneOf(0, 1000),
  segment_top_employees: oneOf(2, 100),
  segment_min_workspaces: oneOf(1, 3),
  segment_min_payers: oneOf(1, 2),
  board_min_employees: oneOf(1, 9),
  board_min_active_users: oneOf(1, 2),
  board_plateau_growth: oneOf(0, 0.5, 2),
  admin_events: oneOf<unknown>(['make'], ['share', 'page_view'], []),
  authority_tags: oneOf<unknown>(['pricing'], ['admin_request', 'pricing'], []),
  paid_features: oneOf<unknown>(['share'], ['make', 'share']),
  active_week_min_users: oneOf(1, 2),
  active_seat_window_days: oneOf(1, 7, 60),
  buyer_roles: oneOf<unknown>(['champion'], ['billing', 'champion'], []),
  consolidation_min_payers: oneOf(2),
  consumption_run_rate_days: oneOf(1, 10, 90),
  consumption_under_pace: oneOf(0, 0.5, 0.9),
  consumption_over_pace: oneOf(1, 2),
  potential_min_peers: oneOf(1, 2),
  renewal_window_days: oneOf(1, 30, 400),
  renewal_auto_renewing: oneOf('included'),
}

const condition = (dimensions: readonly string[]): fc.Arbitrary<Condition> =>
  oneOf(...dimensions).chain((dimension) => {
    const known = values[dimension] ?? ['x']
    const value = oneOf(...known, 'nothing')
    return fc.oneof(
      fc.record({
        dimension: fc.constant(dimension),
        operator: oneOf('eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'contains', 'startsWith'),
        value,
      }),
      fc.record({
        dimension: fc.constant(dimension),
        operator: oneOf('in', 'notIn'),
        value: fc.subarray([...known]),
      }),
      fc.record({
        dimension: fc.constant(dimension),
        operator: oneOf('contains', 'startsWith'),
        value: oneOf('a', 'DE', 'e'),
      }),
      fc.record({ dimension: fc.constant(dimension), operator: fc.constant('isNull'), value: fc.boolean() }),
    ) as fc.Arbitrary<Condition>
  })

/** A condition on cohort cells. */
const cell = (day: fc.Arbitrary<string>): fc.Arbitrary<Condition> => {
  const compared = oneOf('eq', 'ne', 'lt', 'lte', 'gt', 'gte')
  const age = oneOf(0, 1, 2, 4)
  return fc.oneof(
    fc.record({ dimension: fc.constant('age'), operator: compared, value: age }),
    fc.record({
      dimension: fc.constant('age'),
      operator: oneOf('in', 'notIn'),
      value: fc.array(age, { maxLength: 2 }),
    }),
    fc.record({ dimension: fc.constant('cohort'), operator: compared, value: day }),
  ) as fc.Arbitrary<Condition>
}

/** Metrics that can usually be combined in one result, so that most queries are valid. */
const names = Object.keys(metrics)
const shapeOf = (name: string) => {
  const [part] = partsOf(name)
  return part?.kind === 'retention' || part?.kind === 'payback' || part?.kind === 'distribution'
    ? part.kind
    : 'series'
}
const shapes = [...new Set(names.map(shapeOf))].map((shape) =>
  names.filter((name) => shapeOf(name) === shape),
)
const familyOf = (name: string) => partsOf(name)[0]?.family
const byFamily = [...new Set(names.map(familyOf))].map((family) =>
  names.filter((name) => familyOf(name) === family),
)

const together = fc.oneof(
  {
    weight: 6,
    arbitrary: oneOf(...byFamily).chain((family) =>
      fc.uniqueArray(oneOf(...family), { minLength: 1, maxLength: 4 }),
    ),
  },
  {
    weight: 4,
    arbitrary: oneOf(...shapes).chain((shape) =>
      fc.uniqueArray(oneOf(...shape), { minLength: 1, maxLength: 3 }),
    ),
  },
  { weight: 1, arbitrary: fc.uniqueArray(oneOf(...names), { minLength: 1, maxLength: 3 }) },
)

const over = oneOf(
  'all_time',
  'year_to_date',
  'quarter_to_date',
  'month_to_date',
  'week_to_date',
  '28 days',
  '7 days',
  '2 weeks',
  '3 months',
  '1 year',
  '36 hours',
)
const averages = ['each', 'weighted_average', 'simple_average'] as const
const compareTo = oneOf('previous', '1 year', '1 month', '2 months', '1 week', '3 days', '1 quarter')

function bracketed(chosen: readonly string[], values: Readonly<Record<string, unknown>>): readonly string[] {
  if (chosen.includes('retention_brackets')) return ['retention_criterion']
  return chosen.includes('retention_criterion') && values['retention_criterion'] === 'bracket'
    ? ['retention_brackets']
    : []
}

/** Options without which few of the small data sets have a number; most queries choose them. */
const telling: Readonly<Record<string, readonly string[]>> = {
  admin_demand: ['admin_events'],
  qualification: ['qualification_rule'],
  qualifications: ['qualification_rule', 'qualification_win_window_days'],
  qualification_touches: ['qualification_rule', 'qualification_touch_window_days'],
  qualified_users: ['buying_events'],
  sales_board: ['board_min_employees', 'board_min_active_users'],
}

/** Dimensions with numbers, by which queries group but for which there are no random conditions. */
const numeric = ['hours_since_signup', 'days_since_creation']

export function arbitraryQuery(season: Season): fc.Arbitrary<Query> {
  const { from, days } = span[season]
  const dayOf = (number: number) => toMoment(from + number * 86_400_000).slice(0, 10)
  const day = fc.integer({ min: -40, max: days + 5 }).map(dayOf)
  return together.chain((asked) => {
    const parts = asked.flatMap(partsOf)
    const sharedBy = (options: NonNullable<Query['options']>) =>
      [...new Set(parts.flatMap((part) => dimensionsOf(part, { options })))].filter((dimension) =>
        parts.every((part) => dimensionsOf(part, { options }).includes(dimension)),
      )
    const shared = [...new Set([...sharedBy({}), ...sharedBy({ retention_attribute_time: 'at_event' })])]
    // the values of a condition are texts
    const texts = shared.filter((dimension) => !numeric.includes(dimension))
    const dimensions = texts.length === 0 ? ['account'] : texts
    const neededDimensions = shared.filter((dimension) =>
      parts.some((part) => families[part.family]?.needed === dimension),
    )
    const options = [...new Set<string>([...parts.flatMap(optionsOf), ...asked.flatMap(ownOptions)])]
    const shares = asked.filter((name) => metrics[name]?.kind === 'ratio' && shapeOf(name) === 'retention')
    const needed = parts.flatMap((part) => families[part.family]?.needsOptions ?? [])
    const tells = [...new Set(parts.flatMap((part) => telling[part.family] ?? []))]
    const metric = (name: string): fc.Arbitrary<MetricInput> =>
      fc.oneof(
        { weight: 5, arbitrary: fc.constant({ metric: name }) },
        {
          weight: 2,
          arbitrary: fc.record({
            metric: fc.constant(name),
            alias: fc.constant(`own_${name}`),
            where: fc.array(condition(dimensions), { maxLength: 1 }),
          }),
        },
        { weight: 1, arbitrary: fc.record({ metric: fc.constant(name), over }) },
      )
    return fc
      .record({
        metrics: fc.tuple(...asked.map(metric)),
        groupsAsNeeded: fc.integer({ min: 0, max: 9 }).map((one) => one > 0),
        by: fc.oneof(
          { weight: 3, arbitrary: fc.constant([]) },
          { weight: 6, arbitrary: fc.uniqueArray(oneOf(...dimensions), { minLength: 1, maxLength: 2 }) },
          { weight: 1, arbitrary: fc.uniqueArray(oneOf(...Object.keys(values)), { maxLength: 1 }) },
        ),
        where: fc.oneof(
          { weight: 3, arbitrary: fc.constant([]) },
          { weight: 2, arbitrary: fc.array(condition(dimensions), { minLength: 1, maxLength: 2 }) },
        ),
        cells: asked.every((name) => shapeOf(name) === 'retention')
          ? seldom(fc.array(cell(day), { minLength: 1, maxLength: 2 }))
          : fc.constant(undefined),
        grain: fc.oneof(
          { weight: 2, arbitrary: fc.constant(undefined) },
          {
            weight: 5,
            arbitrary: oneOf(
              'day' as const,
              'week' as const,
              'month' as const,
              'month' as const,
              'quarter' as const,
              'year' as const,
            ),
          },
          { weight: 1, arbitrary: fc.constant('hour' as const) },
        ),
        from: often(day),
        to: often(day),
        asOf: often(
          fc.oneof(
            day,
            fc.integer({ min: 0, max: days * 24 }).map((hours) => toMoment(from + hours * 3_600_000)),
          ),
        ),
        timeZone: fc.oneof(
          { weight: 2, arbitrary: fc.constant(undefined) },
          { weight: 3, arbitrary: oneOf(...zones) },
        ),
        chosen: fc.oneof(
          { weight: 2, arbitrary: fc.constant<string[]>([]) },
          { weight: 3, arbitrary: fc.uniqueArray(oneOf(...options), { maxLength: 3 }) },
        ),
        isTelling: fc.integer({ min: 0, max: 3 }).map((one) => one > 0),
        allOptions: fc.record(optionValues),
        parts: fc.boolean(),
        compareTo: seldom(fc.uniqueArray(compareTo, { minLength: 1, maxLength: 2 })),
        toDate: seldom(fc.constant(true)),
        partial: often(oneOf('keep' as const, 'keep' as const, 'drop' as const, 'reject' as const)),
        having: seldom(
          fc.record({
            operator: oneOf('gt' as const, 'lte' as const, 'isNull' as const),
            value: oneOf(0.5, 1.5, 2.5),
            isNull: fc.boolean(),
          }),
        ),
        keep: seldom(
          fc.array(fc.record({ which: fc.nat(1), values: fc.nat(3) }), { minLength: 1, maxLength: 1 }),
        ),
        top: seldom(fc.record({ which: fc.nat(1), count: fc.integer({ min: 1, max: 3 }) })),
        totals: seldom(fc.constant(true)),
        subtotals: seldom(fc.constant(true)),
        cohorts: shares.length === asked.length ? often(oneOf(...averages)) : fc.constant(undefined),
        isRaw: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
        order: seldom(fc.record({ direction: oneOf('asc' as const, 'desc' as const) })),
      })
      .map(({ by, groupsAsNeeded, metrics: wanted, ...drawn }): Query => {
        const {
          chosen: more,
          isTelling,
          allOptions,
          having,
          keep,
          top,
          order,
          isRaw,
          cells,
          ...others
        } = drawn
        const chosen = [...(isTelling ? tells : []), ...more]
        const rest = { ...others, by: [...new Set([...by, ...(groupsAsNeeded ? neededDimensions : [])])] }
        const [first] = wanted
        const column = first?.alias ?? first?.metric ?? ''
        const dimension = (which: number) => rest.by[which % rest.by.length] ?? ''
        const all = {
          ...rest,
          metrics: wanted,
          where: [...rest.where, ...(cells ?? [])],
          options: Object.fromEntries(
            // the parameter `brackets` requires the criterion of the same name
            [...new Set([...needed, ...chosen, ...bracketed(chosen, allOptions)])].map((name) => [
              name,
              name === 'retention_criterion' && chosen.includes('retention_brackets')
                ? 'bracket'
                : allOptions[name],
            ]),
          ),
          having:
            having === undefined
              ? undefined
              : [
                  {
                    column,
                    operator: having.operator,
                    value: having.operator === 'isNull' ? having.isNull : having.value,
                  },
                ],
          keep:
            keep === undefined || rest.by.length === 0
              ? undefined
              : keep.map(({ which, values: mask }) => ({
                  dimension: dimension(which),
                  values: [values[dimension(which)]?.[0] ?? 'x', null].filter(
                    (_, bit) => (mask >> bit) % 2 === 1,
                  ),
                })),
          top:
            top === undefined || rest.by.length === 0 || keep !== undefined
              ? undefined
              : { dimension: dimension(top.which), count: top.count, by: column },
          orderBy: order === undefined ? undefined : [{ column, direction: order.direction }],
        }
        const query = JSON.parse(JSON.stringify(all)) as Query
        return isRaw ? query : makeValid(query)
      })
  })
}
