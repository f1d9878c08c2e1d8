import { accountAttributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import type { Fact } from '../fact.ts'
import { measuresOf, type Measures, type Named } from '../measures.ts'
import { isFitting } from '../qualification/activity.ts'
import { startsOf } from '../qualification/evaluations.ts'
import type { Settings } from './settings.ts'

export interface HealthRule {
  readonly components: readonly {
    readonly component: string
    readonly weight: number
    readonly metrics: readonly (Named & { readonly points: readonly (readonly [number, number])[] })[]
  }[]
}

export interface QualificationRule {
  readonly require: 'all' | 'any' | number
  readonly signals: readonly (Named & {
    readonly op: '>=' | '>' | '<=' | '<' | '='
    readonly value: number
  })[]
}

/** One score per component and account: the mean of the known measures. */
export function componentFacts(data: Data, settings: Settings): readonly Fact[] {
  return [...startsOf(data, settings).keys()].flatMap((account) => {
    const measures = measuresOf(data, settings, account)
    return settings.options.health_rule.components.map(({ component, metrics }) => ({
      at: settings.asOf,
      company: account,
      attributes: { health_component: component, ...accountAttributes(data, account) },
      numbers: { score: scoreOf(metrics, measures) },
    }))
  })
}

/** The weighted mean of the components; up to half of the weight may be unknown. */
export function healthFacts(data: Data, settings: Settings): readonly Fact[] {
  return [...startsOf(data, settings).keys()].map((account) => {
    const measures = measuresOf(data, settings, account)
    const components = settings.options.health_rule.components.map(({ weight, metrics }) => ({
      weight,
      score: scoreOf(metrics, measures),
    }))
    const known = components.flatMap(({ weight, score }) => (score === null ? [] : [{ weight, score }]))
    const weigh = (all: readonly { readonly weight: number }[]) =>
      all.reduce((sum, { weight }) => sum + weight, 0)
    const isKnown = known.length > 0 && weigh(known) >= weigh(components) / 2
    return {
      at: settings.asOf,
      attributes: accountAttributes(data, account),
      numbers: {
        score: isKnown
          ? known.reduce((sum, { weight, score }) => sum + weight * score, 0) / weigh(known)
          : null,
      },
    }
  })
}

/** Whether each account fits and shows enough signals. */
export function currentQualificationFacts(data: Data, settings: Settings): readonly Fact[] {
  return [...startsOf(data, settings).keys()].map((account) => {
    const fits = isFitting(data, settings, account)
    const hasSignals = isSignalling(settings.options.qualification_rule, measuresOf(data, settings, account))
    return {
      at: settings.asOf,
      attributes: accountAttributes(data, account),
      numbers: {
        isFitting: Number(fits),
        isSignalling: Number(hasSignals),
        isQualified: Number(fits && hasSignals),
      },
    }
  })
}

/** Whether an account shows enough of the signals of a rule. */
export function isSignalling({ require, signals }: QualificationRule, measures: Measures): boolean {
  const needed = require === 'all' ? signals.length : require === 'any' ? 1 : require
  return signals.filter((signal) => isDisplayed(measures(signal), signal)).length >= needed
}

function isDisplayed(
  value: number | null,
  { op, value: threshold }: QualificationRule['signals'][number],
): boolean {
  if (value === null) return false
  if (op === '=') return value === threshold
  if (op === '>=') return value >= threshold
  if (op === '<=') return value <= threshold
  return op === '>' ? value > threshold : value < threshold
}

type Scored = HealthRule['components'][number]['metrics']

function scoreOf(metrics: Scored, measures: Measures): number | null {
  const scores = metrics.flatMap(({ points, ...named }) => {
    const value = measures(named)
    return value === null ? [] : [onLine(points, value)]
  })
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length
}

/** Interpolates between two points; beyond the last points the value is constant. */
function onLine(points: Scored[number]['points'], value: number): number {
  const after = points.findIndex(([at]) => value < at)
  if (after < 0) return points.at(-1)?.[1] ?? 0
  const [right, left] = [points[after], points[after - 1]]
  if (right === undefined || left === undefined) return right?.[1] ?? 0
  return left[1] + ((right[1] - left[1]) * (value - left[0])) / (right[0] - left[0])
}

const activityOptions = ['active_event', 'core_action', 'passive_events']
/**
 * Options of amounts. Grace options are not listed: they decide which accounts have started, so they always
 * have an effect.
 */
const moneyOptions = ['mrr_discounts', 'exchange_rates', 'reporting_currency']

/** The options that each measure depends on. */
const behindMeasure: Readonly<Record<string, readonly string[]>> = {
  active_users: activityOptions,
  active_share: activityOptions,
  user_penetration: activityOptions,
  momentum: [...activityOptions, 'momentum_min_base'],
  active_weeks: [...activityOptions, 'active_week_min_users'],
  features_used: ['passive_events'],
  paid_features_used: ['paid_features'],
  mrr: moneyOptions,
  // the current state is not closed, the state three months before is
  mrr_growth: [...moneyOptions, 'books'],
}

/** Whether an option affects a measure of the rule; options that affect no measure always have an effect. */
export function isUsedByRule(option: string, rule: HealthRule | QualificationRule): boolean {
  if (!Object.values(behindMeasure).some((options) => options.includes(option))) return true
  const named = 'signals' in rule ? rule.signals : rule.components.flatMap(({ metrics }) => metrics)
  return named.some(({ measure }) => behindMeasure[measure]?.includes(option) === true)
}
