import { accountBuyerFacts } from './accounts/account-buyers.ts'
import { consolidationFacts } from './accounts/consolidation.ts'
import { consumptionFacts, potentialFacts } from './accounts/consumption.ts'
import { renewalFacts } from './accounts/renewals.ts'
import { rollUpFacts } from './accounts/roll-up.ts'
import { seatFacts, utilisationFacts } from './accounts/seats.ts'
import { accountsAsOf, workspacesAsOf } from './data/creation-dates.ts'
import {
  acquisitionFacts,
  cashPaybackFacts,
  paybackCurveFacts,
  paybackFacts,
  spendFacts,
} from './cohorts/acquisition.ts'
import { requestedActivations, workspaceActivationsOf } from './usage/activations.ts'
import {
  accountAttributes,
  accountDimensions,
  userAttributes,
  userDimensions,
  workspaceAttributes,
  workspaceDimensions,
} from './data/attributes.ts'
import { floor, hour, wallClock } from './question/clock.ts'
import {
  accountActivationFacts,
  conversionFacts,
  freeToPaidFacts,
  habitFacts,
  setupFacts,
  trialFacts,
} from './usage/conversions.ts'
import type { Data } from './data/data.ts'
import { eventsOf } from './data/events.ts'
import type { Fact } from './fact.ts'
import { allUsers } from './data/user-accounts.ts'
import { invitationFacts, viralityFacts } from './usage/invitations.ts'
import { isActive } from './usage/matchers.ts'
import type { Grain } from './question/query.ts'
import { componentFacts, currentQualificationFacts, healthFacts } from './question/rules.ts'
import { boardFacts } from './qualification/board.ts'
import { authorityFacts } from './qualification/conversations.ts'
import { adminDemandFacts, qualifiedUserFacts } from './qualification/demand.ts'
import { expansionFacts } from './qualification/expansion.ts'
import { qualificationFacts, qualificationTouchFacts } from './qualification/qualifications.ts'
import { segmentFacts, segmentMonths } from './qualification/segments.ts'
import { servedFacts } from './money/costs.ts'
import { datedRevenueFacts } from './money/dated-revenue.ts'
import { planChangeFacts } from './money/plan-changes.ts'
import { billingFacts, receivableFacts } from './money/invoices.ts'
import {
  annualFacts,
  attributesWithOrigin,
  restatementFacts,
  retentionFacts,
  revenueFacts,
} from './money/revenue-facts.ts'
import {
  contractValueFacts,
  economicsFacts,
  efficiencyFacts,
  lifetimeFacts,
  sensitivityFacts,
  wonProfitFacts,
} from './money/values.ts'
import { assignedFacts, attainmentFacts, creditFacts, influenceFacts, rampFacts } from './sales/rep-facts.ts'
import { closedFacts, leadFacts, pipelineFacts, salesSignalFacts, wonFacts } from './sales/sales-facts.ts'
import type { OptionName, Settings } from './question/settings.ts'
import { signedUp } from './usage/signups.ts'
import { conversionMomentFacts } from './usage/conversion-moments.ts'
import {
  accountFreeToPaidFacts,
  accountPaidCurveFacts,
  activationCurveFacts,
  workspacePaidCurveFacts,
} from './usage/curves.ts'
import { coreActionFacts, eventRatioFacts, propertyFacts } from './usage/event-values.ts'
import { featureAdoptionFacts, featureDepthFacts } from './usage/features.ts'
import { momentumFacts } from './usage/momentum.ts'
import { plateauFacts } from './usage/plateau.ts'
import { limitCrossingFacts, limitStateFacts, usageLimitFacts } from './usage/usage-limits.ts'
import { accountOf, workspacesOf } from './data/workspaces.ts'

/** The metrics that are counted from the same facts. */
export interface Family {
  readonly facts: (data: Data, settings: Settings) => readonly Fact[]
  /** Whether facts are dated by month instead of by instant. */
  readonly isMonthly: boolean
  readonly finest: Grain
  /** Whether month is the only grain. */
  readonly onlyMonths?: true
  readonly dimensions: readonly string[]
  /** The dimensions that are known at the start event, for `retention_attribute_time: at_event`. */
  readonly dimensionsAtEvent?: readonly string[]
  readonly options: readonly OptionName[]
  /** Required source tables; one of each list of alternatives is enough. */
  readonly needs: readonly (readonly (keyof Data)[])[]
  /** Whether the metrics are point-in-time metrics, without periods. */
  readonly isPointInTime?: true
  /** The parameter with the rule, where the metrics apply one. */
  readonly rule?: 'health_rule' | 'qualification_rule'
  /** Options that the metrics require. */
  readonly needsOptions?: readonly OptionName[]
  /** The dimension whose values do not add up: a query groups by it or selects one value. */
  readonly needed?: string
  /** Required source tables of single dimensions. */
  readonly dimensionNeeds?: Readonly<Record<string, Family['needs']>>
}

const calendarOptions: readonly OptionName[] = ['week_start', 'fiscal_year_start']
const coreOptions: readonly OptionName[] = ['passive_events', 'core_action']

const retentionOptions: readonly OptionName[] = [
  ...calendarOptions,
  ...coreOptions,
  'retention_age_zero',
  'retention_attribute_time',
  'retention_base',
  'retention_brackets',
  'retention_clock',
  'retention_cohort_entry',
  'retention_criterion',
  'retention_interval',
  'retention_min_occurrences',
  'retention_return_event',
  'retention_start_event',
]
/** Options that decide whether an item is paid for. */
const paidOptions: readonly OptionName[] = [
  'contract_past_due_grace_days',
  'past_due_grace_days',
  'payment_terms_days',
  'usage_revenue',
]
/** Options that decide the amount, in current and in closed books. */
const amountOptions: readonly OptionName[] = [
  ...paidOptions,
  'contract_late_renewal_grace_days',
  'mrr_discounts',
  'exchange_rates',
  'reporting_currency',
]
const subscriptionOptions: readonly OptionName[] = [...amountOptions, 'books']
const moneyOptions: readonly OptionName[] = [...calendarOptions, ...subscriptionOptions]
const movementOptions: readonly OptionName[] = [...moneyOptions, 'movement_grain']
const activationOptions: readonly OptionName[] = [
  'signup_basis',
  'activation_anchor',
  'activation_window_hours',
  'activation_min_count',
  'activation_distinct_days',
]
/** Options that decide the motion; they affect every motion dimension. */
export const motionOptions: readonly OptionName[] = [
  ...coreOptions,
  ...activationOptions,
  'movement_grain',
  'lost_revenue_motion',
  'assisted_motion',
  'product_led_evidence',
  'qualified_touch_kinds',
  'qualified_touch_window_days',
]
/** Options that decide which seats and buyers are active. */
const seatOptions: readonly OptionName[] = [
  ...calendarOptions,
  ...coreOptions,
  'active_event',
  'active_seat_window_days',
]
/** All options on which the motion of an account depends. */
export const optionsOfMotions: readonly OptionName[] = [...motionOptions, ...subscriptionOptions]
const wonOptions: readonly OptionName[] = [...movementOptions, ...motionOptions]
const costOptions: readonly OptionName[] = ['cost_to_serve_driver', 'free_cost_treatment']
const spendOptions: readonly OptionName[] = [
  ...wonOptions,
  ...costOptions,
  'shared_spend_allocation',
  'spend_lag_months',
]
const invoiceOptions: readonly OptionName[] = [
  ...calendarOptions,
  'books',
  'exchange_rates',
  'reporting_currency',
  'invoice_tax',
]

const motionNeeds = {
  movement_motion: [['opportunities', 'sales_touches'], ['product_events']],
  origin_motion: [['opportunities', 'sales_touches'], ['product_events']],
} as const

/** What a payer was won by, besides the motion. */
export const wonBy = ['acquisition_channel', 'icp_segment', 'first_plan'] as const
const wonByNeeds = {
  ...motionNeeds,
  ...Object.fromEntries(wonBy.map((name) => [name, motionNeeds.origin_motion])),
}

const touchOptions: readonly OptionName[] = ['qualified_touch_kinds', 'qualified_touch_window_days']
const currencyOptions: readonly OptionName[] = ['exchange_rates', 'reporting_currency']
const creditOptions: readonly OptionName[] = [...movementOptions, ...touchOptions]
const repDimensions = ['rep', 'rep_role', 'rep_motion'] as const
const opportunityDimensions = ['opportunity_type', 'opportunity_stage', ...repDimensions] as const

const repNeeds = { rep: [['reps']], rep_role: [['reps']], rep_motion: [['reps']] } as const

/** Facts of accounts, with the motion that won each account. */
const withOrigins =
  (facts: (data: Data, settings: Settings) => readonly Fact[]) =>
  (data: Data, settings: Settings): readonly Fact[] => {
    const withOrigin = attributesWithOrigin(data, settings)
    return facts(data, settings).map((fact) => {
      const { account } = fact.attributes
      const origin = withOrigin(typeof account === 'string' ? account : null)
      return { ...fact, attributes: { ...origin, ...fact.attributes } }
    })
  }

const segmentDimensions = ['segment', 'previous_segment', 'plan_state'] as const
const segmentInputs = [['product_events'], ['accounts']] as const
const segmentNeeds = {
  segment: segmentInputs,
  previous_segment: segmentInputs,
  plan_state: segmentInputs,
} as const

/**
 * A family whose facts also have the segment of their account and how it pays: at the end of their month, or, for facts
 * about people and workspaces, now.
 */
const withStates = <Of extends Family>(when: 'then' | 'now', family: Of) => ({
  ...family,
  dimensions: [...family.dimensions, 'segment', 'plan_state'],
  dimensionNeeds: { ...family.dimensionNeeds, segment: segmentInputs, plan_state: segmentInputs },
  facts: (data: Data, settings: Settings): readonly Fact[] => {
    const segmentsOf = segmentMonths(data, settings)
    // a month that begins at the moment of the query has not begun
    const now = settings.asOf - 1
    return family.facts(data, settings).map((fact) => {
      const { account } = fact.attributes
      const month = floor(wallClock(when === 'now' ? now : fact.at, settings.zone), 'month', settings)
      const { segment, plan_state } = segmentsOf(typeof account === 'string' ? account : null, month)
      return { ...fact, attributes: { ...fact.attributes, segment, plan_state } }
    })
  },
})

const months = { isMonthly: true, finest: 'month' } as const
const moments = { isMonthly: false, finest: 'hour' } as const
const pointInTime = { ...moments, isPointInTime: true } as const
const pointInTimeOptions: readonly OptionName[] = [
  ...moneyOptions,
  ...coreOptions,
  'active_event',
  'active_week_min_users',
  'momentum_min_base',
  'paid_features',
]

/** Options that decide which accounts are paying at a moment. */
const expansionOptions: readonly OptionName[] = [
  ...coreOptions,
  ...paidOptions,
  'active_event',
  'expansion_max_penetration',
  'expansion_min_limit_share',
  'expansion_min_workspaces',
  'paid_features',
]
/** Options that decide when accounts qualify. */
const qualificationOptions: readonly OptionName[] = [
  ...calendarOptions,
  ...expansionOptions,
  'active_week_min_users',
  'momentum_min_base',
  'non_icp_segments',
  'qualification_cooldown_days',
  'qualification_rule',
]

export const families = {
  signups: withStates('now', {
    ...moments,
    dimensions: [...userDimensions, ...accountDimensions],
    options: [...calendarOptions, 'signup_basis'],
    needs: [['users', 'product_events']],
    facts: (data, settings) =>
      signedUp(data, settings).map(({ id, account, joinedAt }) => ({
        at: joinedAt,
        user: id,
        attributes: { ...userAttributes(data, id), ...accountAttributes(data, account) },
      })),
  }),
  workspace_signups: withStates('now', {
    ...moments,
    dimensions: [...workspaceDimensions, ...accountDimensions],
    options: calendarOptions,
    needs: [['workspaces']],
    facts: (data, { asOf }) =>
      workspacesAsOf(data, asOf)
        .filter(({ isRegistered }) => isRegistered)
        .map((workspace) => ({
          at: workspace.madeAt,
          attributes: {
            ...workspaceAttributes(data, workspace.id),
            ...accountAttributes(data, accountOf(workspace)),
          },
        })),
  }),
  account_signups: withStates('now', {
    ...moments,
    dimensions: accountDimensions,
    options: calendarOptions,
    needs: [['workspaces']],
    facts: (data, { asOf }) =>
      accountsAsOf(data, asOf).flatMap(({ key, signedUpAt }) =>
        signedUpAt === null ? [] : [{ at: signedUpAt, attributes: accountAttributes(data, key) }],
      ),
  }),
  engagement: {
    ...moments,
    dimensions: [
      'event_name',
      ...userDimensions,
      ...workspaceDimensions,
      ...accountDimensions,
      ...segmentDimensions,
    ],
    options: [...calendarOptions, ...coreOptions, 'active_event'],
    needs: [['product_events']],
    dimensionNeeds: segmentNeeds,
    facts: (data, settings) => {
      const segmentsOf = segmentMonths(data, settings)
      return eventsOf(data)
        .filter((event) => event.knownAt <= settings.asOf && isActive(settings, event))
        .map(({ at, name, person, workspace, company, account }) => ({
          at,
          user: person,
          workspace,
          company,
          attributes: {
            event_name: name,
            ...userAttributes(data, person),
            ...workspaceAttributes(data, workspace),
            ...accountAttributes(data, account),
            ...segmentsOf(account, floor(wallClock(at, settings.zone), 'month', settings)),
          },
        }))
    },
  },
  activation: withStates('now', {
    ...moments,
    dimensions: [...userDimensions, ...accountDimensions],
    options: [...calendarOptions, ...coreOptions, ...activationOptions, 'conversion_criteria'],
    needs: [['product_events']],
    facts: (data, settings) =>
      requestedActivations(data, settings).map(({ user, anchoredAt, activatedAt, isEligible }) => ({
        at: anchoredAt,
        user,
        attributes: {
          ...userAttributes(data, user),
          ...accountAttributes(data, allUsers(data).get(user)?.account ?? null),
        },
        numbers: {
          isEligible: Number(isEligible),
          hours: isEligible && activatedAt !== null ? (activatedAt - anchoredAt) / hour : null,
        },
      })),
  }),
  workspace_activation: withStates('now', {
    ...moments,
    dimensions: [...workspaceDimensions, ...accountDimensions],
    options: [
      ...calendarOptions,
      ...coreOptions,
      'workspace_activation_window_days',
      'workspace_activation_min_count',
      'workspace_activation_users',
      'conversion_criteria',
    ],
    needs: [['product_events'], ['workspaces']],
    facts: (data, settings) =>
      workspaceActivationsOf(data, settings).map(({ workspace, madeAt, isActivated, isEligible }) => {
        const known = workspacesOf(data).get(workspace)
        return {
          at: madeAt,
          workspace,
          attributes: {
            ...workspaceAttributes(data, workspace),
            ...accountAttributes(data, known === undefined ? null : accountOf(known)),
          },
          numbers: { isEligible: Number(isEligible), isActivated: Number(isEligible && isActivated) },
        }
      }),
  }),
  account_activation: withStates('now', {
    ...moments,
    dimensions: accountDimensions,
    options: [
      ...calendarOptions,
      ...coreOptions,
      'account_activation_window_days',
      'account_activation_min_count',
      'account_activation_users',
      'conversion_criteria',
    ],
    needs: [['product_events'], ['workspaces']],
    facts: accountActivationFacts,
  }),
  habit: withStates('now', {
    ...moments,
    dimensions: [...userDimensions, ...accountDimensions],
    options: [...calendarOptions, ...coreOptions, 'habit_weeks', 'habit_min_weeks', 'signup_basis'],
    needs: [['product_events']],
    facts: habitFacts,
  }),
  setup: {
    ...moments,
    dimensions: [...userDimensions, ...accountDimensions],
    options: [...calendarOptions, 'setup_event', 'setup_window_hours', 'conversion_criteria', 'signup_basis'],
    needsOptions: ['setup_event'],
    needs: [['product_events']],
    facts: setupFacts,
  },
  free_to_paid: {
    ...moments,
    dimensions: [...workspaceDimensions, ...accountDimensions],
    options: [...calendarOptions, ...paidOptions, 'free_to_paid_window_days'],
    needs: [['workspaces'], ['subscription_periods', 'contracts']],
    facts: freeToPaidFacts,
  },
  trials: {
    ...moments,
    dimensions: ['trial_length_band', ...accountDimensions],
    options: [...calendarOptions, ...paidOptions, 'trial_grace_days'],
    needs: [['subscription_periods']],
    facts: trialFacts,
  },
  conversion: withStates('then', {
    ...moments,
    dimensions: [...userDimensions, ...workspaceDimensions, ...accountDimensions],
    options: [
      ...calendarOptions,
      'conversion_opportunity_event',
      'conversion_event',
      'conversion_actor',
      'conversion_window_days',
      'conversion_same_property',
      'conversion_attribution',
      'conversion_order',
    ],
    needsOptions: ['conversion_opportunity_event', 'conversion_event'],
    needs: [['product_events']],
    facts: conversionFacts,
  }),
  invitations: {
    ...moments,
    dimensions: ['invitation_reach', ...userDimensions, ...accountDimensions],
    options: [...calendarOptions, 'invitation_window_days'],
    needs: [['users'], ['invitations']],
    facts: invitationFacts,
  },
  usage_limits: {
    ...months,
    dimensions: ['meter', 'plan', ...workspaceDimensions, ...accountDimensions],
    options: [...calendarOptions, 'limit_approaching_share'],
    needs: [['plan_limits'], ['usage_daily', 'product_events']],
    facts: usageLimitFacts,
  },
  limit_crossings: {
    ...moments,
    dimensions: ['meter', 'plan', ...workspaceDimensions, ...accountDimensions],
    options: calendarOptions,
    needs: [['plan_limits'], ['usage_daily', 'product_events']],
    facts: limitCrossingFacts,
  },
  virality: {
    ...moments,
    dimensions: [...userDimensions, ...accountDimensions],
    options: [
      ...calendarOptions,
      ...coreOptions,
      ...activationOptions,
      'invitation_counts_as',
      'invitation_window_days',
      'virality_window_days',
    ],
    needs: [['users'], ['invitations']],
    facts: viralityFacts,
  },
  user_retention: {
    ...moments,
    dimensions: [...userDimensions, ...accountDimensions],
    dimensionsAtEvent: ['signup_source', 'invited_or_self', 'account', 'account_name', 'workspace_name'],
    options: [...retentionOptions, 'signup_basis'],
    needs: [['product_events']],
    facts: () => [],
  },
  workspace_retention: {
    ...moments,
    dimensions: [...workspaceDimensions, ...accountDimensions],
    dimensionsAtEvent: ['workspace_name'],
    options: [...retentionOptions, 'retention_min_active_users'],
    needs: [['product_events']],
    facts: () => [],
  },
  retention_plateau: {
    ...moments,
    dimensions: [...userDimensions, ...accountDimensions],
    options: [...calendarOptions, ...coreOptions, 'retention_return_event', 'signup_basis'],
    needs: [['product_events']],
    facts: plateauFacts,
  },
  account_retention: {
    ...moments,
    dimensions: accountDimensions,
    dimensionsAtEvent: ['account', 'account_name', 'workspace_name'],
    options: [...retentionOptions, 'retention_min_active_users'],
    needs: [['product_events']],
    facts: () => [],
  },
  revenue_cohorts: {
    ...months,
    onlyMonths: true,
    dimensions: ['first_plan', 'movement_motion', 'origin_motion', ...accountDimensions],
    options: [...subscriptionOptions, 'movement_grain'],
    needs: [['subscription_periods', 'contracts']],
    dimensionNeeds: motionNeeds,
    facts: () => [],
  },
  revenue: {
    ...months,
    dimensions: [
      'plan',
      'movement_motion',
      'origin_motion',
      'buyer_class',
      ...segmentDimensions,
      ...accountDimensions,
    ],
    options: movementOptions,
    needs: [['subscription_periods', 'contracts']],
    dimensionNeeds: { ...motionNeeds, ...segmentNeeds, buyer_class: [['users', 'product_events']] },
    facts: revenueFacts,
  },
  dated_revenue: {
    ...months,
    dimensions: accountDimensions,
    options: moneyOptions,
    needs: [['subscription_periods', 'contracts']],
    facts: datedRevenueFacts,
  },
  annual_revenue: {
    ...pointInTime,
    dimensions: ['origin_motion', ...accountDimensions],
    options: moneyOptions,
    needs: [['contracts']],
    dimensionNeeds: motionNeeds,
    facts: annualFacts,
  },
  restatements: {
    ...months,
    dimensions: ['restatement_reason', ...accountDimensions],
    options: [...calendarOptions, ...amountOptions],
    needs: [['subscription_periods', 'contracts']],
    facts: restatementFacts,
  },
  revenue_retention: {
    ...months,
    dimensions: ['origin_motion', ...accountDimensions],
    options: [...movementOptions, 'contracted_escalators', 'revenue_retention_months'],
    needs: [['subscription_periods', 'contracts']],
    dimensionNeeds: motionNeeds,
    facts: retentionFacts,
  },
  acquisition_spend: {
    ...months,
    dimensions: ['origin_motion', 'channel', 'spend_category', ...wonBy],
    options: spendOptions,
    needs: [['spend']],
    dimensionNeeds: Object.fromEntries(
      ['origin_motion', ...wonBy].map((name) => [
        name,
        [['subscription_periods', 'contracts'] as const, ...motionNeeds.origin_motion],
      ]),
    ),
    facts: spendFacts,
  },
  acquisition: {
    ...months,
    dimensions: ['origin_motion', ...wonBy],
    options: wonOptions,
    needs: [['subscription_periods', 'contracts']],
    dimensionNeeds: wonByNeeds,
    facts: acquisitionFacts,
  },
  payback: {
    ...months,
    dimensions: ['origin_motion', ...wonBy],
    options: spendOptions,
    needs: [['spend'], ['subscription_periods', 'contracts']],
    dimensionNeeds: wonByNeeds,
    facts: paybackFacts,
  },
  payback_curve: {
    ...months,
    needed: 'months_since_first_revenue',
    dimensions: ['origin_motion', ...wonBy],
    options: spendOptions,
    needs: [['spend'], ['subscription_periods', 'contracts']],
    dimensionNeeds: wonByNeeds,
    facts: paybackCurveFacts,
  },
  cash_payback: {
    ...months,
    dimensions: ['origin_motion', ...wonBy],
    options: spendOptions.filter((option) => option !== 'movement_grain'),
    needs: [['spend'], ['subscription_periods', 'contracts'], ['invoices']],
    dimensionNeeds: wonByNeeds,
    facts: cashPaybackFacts,
  },
  plan_changes: {
    ...months,
    dimensions: [
      'plan',
      'previous_plan',
      'billing_interval',
      'previous_billing_interval',
      'origin_motion',
      ...accountDimensions,
    ],
    options: movementOptions,
    needs: [['subscription_periods']],
    dimensionNeeds: motionNeeds,
    facts: (data, settings) => planChangeFacts(data, settings, attributesWithOrigin(data, settings)),
  },
  payback_formula: {
    ...months,
    dimensions: ['origin_motion', ...wonBy],
    options: [...wonOptions, 'payback_formula_basis', 'payback_formula_gains'],
    needs: [['subscription_periods', 'contracts']],
    dimensionNeeds: wonByNeeds,
    facts: wonProfitFacts,
  },
  sales_efficiency: {
    ...months,
    dimensions: ['origin_motion'],
    options: [...wonOptions, 'sales_efficiency_lag_months'],
    needs: [['spend'], ['subscription_periods', 'contracts']],
    dimensionNeeds: motionNeeds,
    facts: efficiencyFacts,
  },
  cost_to_serve: {
    ...months,
    dimensions: ['payment_state', 'origin_motion', ...segmentDimensions, ...accountDimensions],
    options: [...moneyOptions, ...coreOptions, 'active_event', 'cost_to_serve_driver'],
    needs: [['cost_to_serve']],
    dimensionNeeds: {
      ...motionNeeds,
      ...segmentNeeds,
      payment_state: [['subscription_periods', 'contracts']],
    },
    facts: (data, settings) => servedFacts(data, settings, attributesWithOrigin(data, settings)),
  },
  lifetime_value: {
    ...months,
    dimensions: ['first_plan', 'origin_motion', ...accountDimensions],
    options: [...movementOptions, ...coreOptions, ...costOptions, 'active_event'],
    needs: [['subscription_periods', 'contracts']],
    dimensionNeeds: motionNeeds,
    facts: (data, settings) => lifetimeFacts(data, settings, attributesWithOrigin(data, settings)),
  },
  unit_economics: {
    ...months,
    dimensions: ['plan', 'origin_motion', ...accountDimensions],
    options: movementOptions,
    needs: [['subscription_periods', 'contracts']],
    dimensionNeeds: motionNeeds,
    facts: (data, settings) => economicsFacts(data, settings, attributesWithOrigin(data, settings)),
  },
  contract_values: {
    ...months,
    dimensions: ['value_source', 'origin_motion', ...accountDimensions],
    options: moneyOptions,
    needs: [['subscription_periods', 'contracts']],
    dimensionNeeds: motionNeeds,
    facts: (data, settings) => contractValueFacts(data, settings, attributesWithOrigin(data, settings)),
  },
  billing: {
    ...moments,
    finest: 'day',
    dimensions: ['origin_motion', ...accountDimensions],
    options: invoiceOptions,
    needs: [['invoices']],
    dimensionNeeds: motionNeeds,
    facts: (data, settings) => billingFacts(data, settings, attributesWithOrigin(data, settings)),
  },
  receivables: {
    ...months,
    dimensions: ['origin_motion', ...accountDimensions],
    options: [...invoiceOptions, 'payment_terms_days'],
    needs: [['invoices']],
    dimensionNeeds: motionNeeds,
    facts: (data, settings) => receivableFacts(data, settings, attributesWithOrigin(data, settings)),
  },
  motion_sensitivity: {
    ...months,
    dimensions: ['window_motion', ...accountDimensions],
    options: wonOptions,
    needs: [['subscription_periods', 'contracts'], ['opportunities', 'sales_touches'], ['product_events']],
    facts: sensitivityFacts,
  },
  account_health: {
    ...pointInTime,
    rule: 'health_rule',
    dimensions: accountDimensions,
    options: [...pointInTimeOptions, 'health_rule'],
    needs: [['product_events']],
    facts: healthFacts,
  },
  health_components: {
    ...pointInTime,
    rule: 'health_rule',
    dimensions: ['health_component', ...accountDimensions],
    options: [...pointInTimeOptions, 'health_rule'],
    needs: [['product_events']],
    facts: componentFacts,
  },
  qualification: {
    ...pointInTime,
    rule: 'qualification_rule',
    dimensions: accountDimensions,
    options: [...pointInTimeOptions, 'qualification_rule', 'non_icp_segments'],
    needs: [['product_events'], ['accounts']],
    facts: currentQualificationFacts,
  },
  account_seats: {
    ...months,
    dimensions: [...segmentDimensions, ...accountDimensions],
    options: seatOptions,
    needs: [['product_events'], ['accounts']],
    facts: seatFacts,
  },
  seat_utilisation: {
    ...months,
    dimensions: accountDimensions,
    options: [...seatOptions, ...subscriptionOptions],
    needs: [['subscription_periods', 'contracts'], ['product_events']],
    facts: utilisationFacts,
  },
  account_buyers: {
    ...months,
    dimensions: ['buyer_class', ...accountDimensions],
    options: [...seatOptions, ...subscriptionOptions, 'buyer_roles'],
    needs: [['subscription_periods', 'contracts'], ['product_events']],
    facts: accountBuyerFacts,
  },
  consolidation: {
    ...months,
    dimensions: accountDimensions,
    options: [...moneyOptions, 'consolidation_min_payers'],
    needs: [['billing_customers'], ['subscription_periods']],
    facts: consolidationFacts,
  },
  consolidation_invoices: {
    ...months,
    dimensions: accountDimensions,
    options: [...moneyOptions, 'consolidation_min_payers'],
    needs: [['billing_customers'], ['subscription_periods'], ['invoices']],
    facts: consolidationFacts,
  },
  consumption: {
    ...months,
    dimensions: ['consumption_meter', 'consumption_state', ...accountDimensions],
    options: [
      ...calendarOptions,
      'consumption_run_rate_days',
      'consumption_under_pace',
      'consumption_over_pace',
    ],
    needs: [['contracts'], ['usage_daily', 'product_events']],
    facts: consumptionFacts,
  },
  consumption_potential: {
    ...months,
    dimensions: ['consumption_meter', ...accountDimensions],
    options: [...calendarOptions, 'consumption_run_rate_days', 'potential_min_peers'],
    needs: [['accounts'], ['usage_daily', 'product_events']],
    facts: potentialFacts,
  },
  renewals: {
    ...pointInTime,
    dimensions: ['contract', ...accountDimensions],
    options: ['renewal_window_days', 'renewal_auto_renewing', 'contract_late_renewal_grace_days'],
    needs: [['contracts']],
    facts: renewalFacts,
  },
  workspace_roll_up: {
    ...pointInTime,
    dimensions: [...workspaceDimensions, ...accountDimensions],
    options: calendarOptions,
    needs: [['workspaces']],
    facts: rollUpFacts,
  },
  opportunities: {
    ...moments,
    dimensions: [...opportunityDimensions, 'origin_motion', ...accountDimensions],
    options: [...calendarOptions, ...currencyOptions, ...touchOptions],
    needs: [['opportunities']],
    dimensionNeeds: { ...motionNeeds, ...repNeeds },
    facts: withOrigins(closedFacts),
  },
  sales_cycle: {
    ...moments,
    dimensions: [...opportunityDimensions, 'origin_motion', ...accountDimensions],
    options: [...calendarOptions, ...coreOptions, 'active_event', ...touchOptions],
    needs: [['opportunities']],
    dimensionNeeds: { ...motionNeeds, ...repNeeds },
    facts: withOrigins(wonFacts),
  },
  pipeline: {
    ...months,
    dimensions: [...opportunityDimensions, 'origin_motion', ...accountDimensions],
    options: [...calendarOptions, ...currencyOptions],
    needs: [['opportunities']],
    dimensionNeeds: { ...motionNeeds, ...repNeeds },
    facts: withOrigins(pipelineFacts),
  },
  leads: {
    ...moments,
    dimensions: ['touch_kind', 'origin_motion', ...repDimensions, ...accountDimensions],
    options: [...calendarOptions, ...currencyOptions, ...touchOptions, 'lead_window_days'],
    needs: [['sales_touches'], ['opportunities']],
    dimensionNeeds: { ...motionNeeds, ...repNeeds },
    facts: withOrigins(leadFacts),
  },
  sales_signals: {
    ...moments,
    dimensions: [...repDimensions, ...accountDimensions],
    options: [...calendarOptions, 'qualified_touch_kinds', 'signal_response_days'],
    needs: [['sales_touches'], ['plan_limits'], ['usage_daily', 'product_events']],
    dimensionNeeds: repNeeds,
    facts: salesSignalFacts,
  },
  sales_credits: {
    ...months,
    dimensions: ['credited_by', 'movement_motion', 'origin_motion', ...repDimensions, ...accountDimensions],
    options: [...creditOptions, 'commission_base'],
    needs: [
      ['opportunities', 'sales_touches'],
      ['subscription_periods', 'contracts'],
    ],
    dimensionNeeds: { ...motionNeeds, ...repNeeds },
    facts: creditFacts,
  },
  rep_attainment: {
    ...months,
    dimensions: repDimensions,
    options: creditOptions,
    needs: [['reps'], ['opportunities', 'sales_touches'], ['subscription_periods', 'contracts']],
    facts: attainmentFacts,
  },
  rep_ramp: {
    ...months,
    dimensions: repDimensions,
    options: [...creditOptions, 'rep_ramp_target'],
    needs: [['reps'], ['opportunities', 'sales_touches'], ['subscription_periods', 'contracts']],
    facts: rampFacts,
  },
  influence: {
    ...months,
    dimensions: ['touch_kind', 'movement_motion', 'origin_motion', ...repDimensions, ...accountDimensions],
    options: creditOptions,
    needs: [['sales_touches'], ['subscription_periods', 'contracts']],
    dimensionNeeds: { ...motionNeeds, ...repNeeds },
    facts: influenceFacts,
  },
  assigned_accounts: {
    ...months,
    dimensions: [...repDimensions, ...accountDimensions],
    options: [...calendarOptions, ...coreOptions, ...activationOptions],
    needs: [['accounts'], ['reps'], ['product_events']],
    facts: assignedFacts,
  },
  core_actions: withStates('then', {
    ...moments,
    dimensions: [...userDimensions, ...workspaceDimensions, ...accountDimensions],
    options: [...calendarOptions, ...coreOptions],
    needs: [['product_events']],
    facts: coreActionFacts,
  }),
  feature_adoption: {
    ...pointInTime,
    needed: 'feature',
    dimensions: ['feature', ...accountDimensions],
    options: [...coreOptions, 'active_event', 'feature_window_days', 'key_features'],
    needs: [['product_events']],
    facts: featureAdoptionFacts,
  },
  feature_depth: {
    ...pointInTime,
    dimensions: accountDimensions,
    options: [...coreOptions, 'active_event', 'feature_window_days', 'feature_min_uses', 'key_features'],
    needs: [['product_events']],
    facts: featureDepthFacts,
  },
  account_momentum: {
    ...pointInTime,
    needed: 'activity_kind',
    dimensions: ['activity_kind', 'momentum_direction', ...accountDimensions],
    options: [...coreOptions, 'active_event', 'momentum_min_base', 'momentum_steady_share'],
    needs: [['product_events']],
    facts: momentumFacts,
  },
  activation_curve: {
    ...moments,
    needed: 'hours_since_signup',
    dimensions: [...userDimensions, ...accountDimensions],
    options: [...calendarOptions, ...coreOptions, ...activationOptions],
    needs: [['product_events']],
    facts: activationCurveFacts,
  },
  account_free_to_paid: {
    ...moments,
    dimensions: accountDimensions,
    options: [...calendarOptions, ...paidOptions, 'free_to_paid_window_days'],
    needs: [['workspaces'], ['subscription_periods', 'contracts']],
    facts: accountFreeToPaidFacts,
  },
  workspace_free_to_paid_curve: {
    ...moments,
    needed: 'days_since_creation',
    dimensions: [...workspaceDimensions, ...accountDimensions],
    options: [...calendarOptions, ...paidOptions, 'free_to_paid_window_days'],
    needs: [['workspaces'], ['subscription_periods', 'contracts']],
    facts: workspacePaidCurveFacts,
  },
  account_free_to_paid_curve: {
    ...moments,
    needed: 'days_since_creation',
    dimensions: accountDimensions,
    options: [...calendarOptions, ...paidOptions, 'free_to_paid_window_days'],
    needs: [['workspaces'], ['subscription_periods', 'contracts']],
    facts: accountPaidCurveFacts,
  },
  conversion_moments: {
    ...moments,
    dimensions: ['moment_kind', 'usage_before_conversion', ...accountDimensions],
    options: [...calendarOptions, ...coreOptions, 'active_event', 'usage_fall_share'],
    needs: [['product_events'], ['subscription_periods', 'plan_limits']],
    facts: conversionMomentFacts,
  },
  limit_states: {
    ...pointInTime,
    needed: 'meter',
    dimensions: ['meter', 'plan', 'limit_state', ...workspaceDimensions, ...accountDimensions],
    options: ['limit_approaching_share'],
    needs: [['plan_limits'], ['usage_daily', 'product_events']],
    facts: limitStateFacts,
  },
  event_properties: {
    ...moments,
    dimensions: ['property_value', ...userDimensions, ...workspaceDimensions, ...accountDimensions],
    options: [...calendarOptions, 'property_event', 'property_name'],
    needsOptions: ['property_event', 'property_name'],
    needs: [['product_events']],
    facts: propertyFacts,
  },
  event_ratio: withStates('then', {
    ...moments,
    dimensions: [...userDimensions, ...workspaceDimensions, ...accountDimensions],
    options: [...calendarOptions, 'ratio_numerator_event', 'ratio_denominator_event'],
    needsOptions: ['ratio_numerator_event', 'ratio_denominator_event'],
    needs: [['product_events']],
    facts: eventRatioFacts,
  }),
  qualified_users: {
    ...pointInTime,
    dimensions: [...userDimensions, ...accountDimensions],
    options: ['buying_events', 'buying_signal_window_days', 'buying_tags', 'non_icp_segments'],
    needs: [['product_events'], ['accounts']],
    facts: qualifiedUserFacts,
  },
  expansion_qualification: {
    ...pointInTime,
    dimensions: accountDimensions,
    options: expansionOptions,
    needs: [['product_events'], ['subscription_periods', 'contracts']],
    facts: expansionFacts,
  },
  qualifications: {
    ...moments,
    finest: 'day',
    rule: 'qualification_rule',
    dimensions: accountDimensions,
    options: [...qualificationOptions, 'qualification_win_window_days'],
    needs: [['product_events'], ['accounts'], ['opportunities']],
    facts: qualificationFacts,
  },
  qualification_touches: {
    ...moments,
    finest: 'day',
    rule: 'qualification_rule',
    dimensions: accountDimensions,
    options: [...qualificationOptions, 'qualification_touch_window_days', 'qualified_touch_kinds'],
    needs: [['product_events'], ['accounts'], ['sales_touches']],
    facts: qualificationTouchFacts,
  },
  segments: {
    ...months,
    dimensions: [...segmentDimensions, ...accountDimensions],
    options: [
      'fiscal_year_start',
      ...subscriptionOptions,
      ...coreOptions,
      'active_event',
      'non_icp_segments',
      'segment_high_usage_share',
      'segment_low_usage_share',
      'segment_min_employees',
      'segment_min_payers',
      'segment_min_workspaces',
      'segment_top_arr',
      'segment_top_employees',
    ],
    needs: [['product_events'], ['accounts']],
    facts: segmentFacts,
  },
  admin_demand: {
    ...moments,
    dimensions: ['event_name', ...userDimensions, ...workspaceDimensions, ...accountDimensions],
    options: [...calendarOptions, 'admin_events'],
    needs: [['product_events']],
    facts: adminDemandFacts,
  },
  authority_conversations: {
    ...moments,
    dimensions: ['conversation_tag', 'conversation_channel', ...accountDimensions],
    options: [...calendarOptions, 'authority_tags'],
    needs: [['conversation_tags']],
    facts: authorityFacts,
  },
  sales_board: {
    ...months,
    finest: 'quarter',
    dimensions: accountDimensions,
    options: [
      'fiscal_year_start',
      ...subscriptionOptions,
      ...coreOptions,
      'active_event',
      'board_min_active_users',
      'board_min_employees',
      'board_plateau_growth',
    ],
    needs: [['product_events'], ['accounts']],
    facts: boardFacts,
  },
} satisfies Record<string, Family>

export type FamilyName = keyof typeof families
