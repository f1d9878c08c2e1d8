import { compare } from './memo.ts'
import type { Value } from './question/query.ts'

const intervals = ['monthly', 'quarterly', 'annual', 'contract', 'other']
const segments = [
  'top_enterprise',
  'top_self_serve_paid',
  'top_free_trial',
  'help_first',
  'opportunistic',
  'self_serve_only',
  'dead_zone',
]

/** Dimensions with a declared order; all others sort by their characters. */
const orders: Readonly<Record<string, readonly string[]>> = {
  account_size_band: ['1-9', '10-49', '50-99', '100-199', '200-999', '1000+'],
  buyer_class: ['same', 'overlap', 'separate'],
  consumption_state: ['under', 'on', 'over'],
  account_kind: ['company', 'workspace', 'customer', 'person'],
  momentum_direction: ['increasing', 'steady', 'decreasing'],
  activity_kind: ['active_users', 'invitations_sent', 'core_actions'],
  trial_length_band: ['0-7', '8-14', '15-30', '31-60', '61+'],
  moment_kind: ['trial_end', 'limit_reached'],
  usage_before_conversion: ['decreasing', 'not_decreasing'],
  limit_state: ['below', 'approaching', 'reached', 'over'],
  invitation_reach: ['within', 'across', 'unknown'],
  roll_up_method: [
    'explicit',
    'crm_link',
    'identity_override',
    'workspace_domain',
    'member_majority',
    'owner_domain',
    'events',
    'none',
  ],
  origin_motion: ['PLG', 'PLS', 'SLG', 'unknown', 'shared'],
  movement_motion: ['PLG', 'PLS', 'SLG', 'unknown'],
  opportunity_type: ['new', 'expansion', 'renewal'],
  rep_role: ['sell', 'help'],
  credited_by: ['opportunity', 'touch'],
  payment_state: ['paying', 'former', 'free'],
  billing_interval: intervals,
  previous_billing_interval: intervals,
  restatement_reason: [
    'late_payment',
    'missed_payment',
    'exchange_rate',
    'late_event',
    'changed_mapping',
    'changed_definition',
  ],
  segment: segments,
  previous_segment: segments,
  plan_state: ['contract', 'self_serve', 'trial', 'free'],
}

/** Compares two values of a dimension: null last, undeclared values before it. */
export function compareValues(dimension: string, one: Value, other: Value): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  const places = [one, other].map((value) => {
    const place = orders[dimension]?.indexOf(String(value)) ?? -1
    return place < 0 ? Infinity : place
  })
  return compare(places[0] ?? 0, places[1] ?? 0) || compare(String(one), String(other))
}

/** Whether a dimension has an ordinal order. */
export const isInOrder = (dimension: string, value: Value): boolean =>
  orders[dimension]?.includes(String(value)) === true
