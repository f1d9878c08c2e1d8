import type { Fact } from './fact.ts'
import type { FamilyName } from './families.ts'
import type { OptionName } from './settings.ts'

export type Actor = 'user' | 'workspace' | 'company'

/** How a number follows from facts, or from other numbers. */
export type Metric =
  /** From the facts of a period, whatever they are. */
  | {
      readonly kind: 'facts'
      readonly family: FamilyName
      readonly value: (facts: readonly Fact[]) => number | null
      /** Whose facts alone are looked at: nobody's say nothing. */
      readonly actor?: Actor
    }
  | {
      readonly kind: 'trailing'
      readonly family: FamilyName
      readonly actor: Actor
      readonly window: OptionName
      readonly daysEarlier: number
      /** The mean of the days, instead of everybody in them. */
      readonly isMean: boolean
    }
  | {
      readonly kind: 'lifecycle'
      readonly family: FamilyName
      readonly actor: Actor
      readonly state: 'new' | 'retained' | 'resurrected' | 'dormant'
    }
  /** What stands at the end (or start) of a period. */
  | {
      readonly kind: 'balance'
      readonly family: FamilyName
      readonly at: 'start' | 'end'
      readonly value: (fact: Fact) => number
    }
  | { readonly kind: 'ratio'; readonly numerator: string; readonly denominator: string }
  | {
      readonly kind: 'derived'
      readonly inputs: readonly string[]
      readonly value: (...inputs: (number | null)[]) => number | null
    }
  | { readonly kind: 'cumulative'; readonly of: string; readonly over: string }
  | { readonly kind: 'retention'; readonly family: FamilyName; readonly measure: 'size' | 'retained' }
  | { readonly kind: 'payback'; readonly family: FamilyName; readonly measure: 'months' | 'recovered_share' }

const count = (family: FamilyName, of: (fact: Fact) => boolean = () => true): Metric => ({
  kind: 'facts',
  family,
  value: (facts) => facts.filter(of).length,
})

const distinct = (actor: Actor): Metric => ({
  kind: 'facts',
  family: 'engagement',
  actor,
  value: (facts) => new Set(facts.flatMap((fact) => fact[actor] ?? [])).size,
})

/** The value below which a share of the numbers lies, between two of them where it has to. */
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

const isOne = (name: string) => (fact: Fact) => fact.numbers?.[name] === 1

/** What this oracle knows of every metric. Whoever adds one says here what it is. */
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
    value: (now, before) =>
      before === null || before === undefined || before < 5 ? null : ((now ?? 0) - before) / before,
  },
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
}
