import { day, readDay, wallClock } from './clock.ts'
import type { Data } from './data.ts'
import { canRoll } from './cohorts.ts'
import { families, motionOptions, type Family } from './families.ts'
import { metricOf } from './formula.ts'
import { isHeard } from './heard.ts'
import { grouped } from './memo.ts'
import type { Metric } from './metrics.ts'
import { grains, type Condition, type Grain, type Question } from './question.ts'
import { settingsOf, type OptionName, type Settings } from './settings.ts'
import { parseSpan } from './span.ts'
import { onlyCurrency } from './subscriptions.ts'
import { readOver } from './window.ts'
import { recurringPeriods } from './recurring.ts'

type Counted = Exclude<Metric, { kind: 'ratio' | 'derived' | 'cumulative' }>

/** Why a question has no correct answer, by the code of each reason; none when it has one. */
export function refusalsOf(data: Data, settings: Settings | null, question: Question): ReadonlySet<string> {
  const asked = question.metrics.map((one) => ({ ...one, parts: partsOf(one.metric) }))
  const parts = asked.flatMap((one) => one.parts)
  const grain = question.grain ?? null
  const conditions = [...(question.where ?? []), ...question.metrics.flatMap(({ where = [] }) => where)]
  const refused = new Set<string>()
  const refuse = (code: string, isSo: boolean) => {
    if (isSo) refused.add(code)
  }
  refuse('METRIC_UNAVAILABLE', settings === null)
  for (const { parts: own, where = [], over } of asked) {
    for (const part of own) {
      const family = familyOf(part)
      const used = [
        ...(question.by ?? []),
        ...[...(question.where ?? []), ...where].map(({ dimension }) => dimension),
      ]
      for (const dimension of used) {
        if (isOfCells(dimension) && part.kind === 'retention') continue
        const has = dimensionsOf(part, question).includes(dimension)
        refuse('DIMENSION_NOT_AVAILABLE', !has)
        refuse('FAN_OUT', !has)
        refuse('METRIC_UNAVAILABLE', has && isMissing(data, family.dimensionNeeds?.[dimension] ?? []))
      }
      refuse('METRIC_UNAVAILABLE', isMissing(data, family.needs))
      refuse(
        'OPTION_REQUIRED',
        (family.needsOptions ?? []).some((name) => (question.options?.[name] ?? null) === null),
      )
      refuse('GRAIN_NOT_AVAILABLE', grain !== null && isFiner(grain, finestOf(part)))
      if (family.isStanding === true) {
        refuse('GRAIN_NOT_AVAILABLE', grain !== null)
        refuse('BAD_PERIOD', (question.from ?? question.to) !== undefined || question.toDate === true)
        refuse('NON_ADDITIVE', over !== undefined)
      }
      if (settings !== null) refuseRule(refuse, data, settings, family)
      if (settings !== null) refuseValues(refuse, data, settings, family)
      refuse('GRAIN_NOT_AVAILABLE', family.onlyMonths === true && grain !== null && grain !== 'month')
      refuse('GRAIN_REQUIRED', grain === null && (part.kind === 'lifecycle' || part.kind === 'distribution'))
      if (over !== undefined) refuseWindow(refuse, part, over, grain)
      if (question.toDate === true) {
        refuse('GRAIN_REQUIRED', grain === null || grain === 'hour')
        refuse('NON_ADDITIVE', part.kind !== 'facts' || family.isMonthly || over !== undefined)
      }
      const isUnranked = ['lifecycle', 'retention', 'distribution'].includes(part.kind)
      refuse('NON_ADDITIVE', question.totals === true && (isUnranked || part.kind === 'payback'))
      refuse('NON_ADDITIVE', question.totals === true && question.toDate === true)
    }
  }
  if (question.top !== undefined) {
    const { by } = question.top
    const [ranked = ''] = question.metrics
      .filter(({ metric, alias }) => by === undefined || by === (alias ?? metric))
      .map(({ metric }) => metric)
    for (const part of partsOf(ranked)) {
      const has = dimensionsOf(part, question).includes(question.top.dimension)
      refuse('DIMENSION_NOT_AVAILABLE', !has)
      refuse('FAN_OUT', !has)
      const isShare = metricOf(ranked).kind === 'ratio'
      refuse('NON_ADDITIVE', part.kind === 'payback' || (part.kind === 'retention' && isShare))
      refuse('NON_ADDITIVE', part.kind === 'lifecycle' || part.kind === 'distribution')
    }
  }
  const named = [...(question.by ?? []), ...conditions.map(({ dimension }) => dimension)]
  const saysMotion = named.some((dimension) => dimension.endsWith('_motion'))
  const takes = new Set<string>([
    ...parts.flatMap(optionsOf),
    ...asked.flatMap(({ metric }) => ownOptions(metric)),
    ...(saysMotion ? motionOptions : []),
  ])
  refuse(
    'UNKNOWN_OPTION',
    Object.keys(question.options ?? {}).some((name) => !takes.has(name)),
  )
  const chosen = Object.entries(question.options ?? {})
  refuse(
    'UNKNOWN_OPTION',
    chosen.some(([name]) => !isHeard(name, question, null)),
  )
  const usual = settings === null ? null : settingsOf(data, { ...question, options: {} })
  refuse(
    'BAD_OPTION',
    settings !== null &&
      chosen.some(
        ([name, value]) =>
          JSON.stringify(value) !== JSON.stringify(usual?.options[name as OptionName]) &&
          !isHeard(name, question, settings.options),
      ),
  )
  const shapes = new Set(
    parts.map(({ kind }) =>
      kind === 'retention' || kind === 'payback' || kind === 'distribution' ? kind : 'series',
    ),
  )
  refuse('METRICS_DO_NOT_COMBINE', shapes.size > 1)
  const names = question.metrics.map(({ metric, alias }) => alias ?? metric)
  refuse('BAD_REQUEST', new Set(names).size < names.length)
  refuseComparisons(refuse, question, shapes.has('series'))
  refuse(
    'BAD_REQUEST',
    [...(question.keep ?? []), ...(question.top ? [question.top] : [])].some(
      ({ dimension }) => !question.by?.includes(dimension),
    ),
  )
  refuse(
    'BAD_PERIOD',
    question.from !== undefined && question.to !== undefined && question.to < question.from,
  )
  refuse(
    'UNOBSERVABLE_WINDOW',
    settings !== null &&
      question.from !== undefined &&
      readDay(question.from) > wallClock(settings.asOf, settings.zone),
  )
  refuse(
    'BAD_REQUEST',
    (question.cohorts ?? 'each') !== 'each' &&
      asked.some(({ metric }) => metricOf(metric).kind !== 'ratio' || !shapes.has('retention')),
  )
  const brackets = question.options?.['brackets'] ?? null
  const isBracketed = question.options?.['criterion'] === 'bracket'
  refuse('BAD_OPTION', takes.has('brackets') && isBracketed === (brackets === null))
  const interval = cohortGrain(question, { interval: question.options?.['interval'] ?? 'week' })
  // half an hour of that clock comes twice or never, so that hours are not all as long
  refuse(
    'BAD_PERIOD',
    settings?.zone === 'Australia/Lord_Howe' &&
      (grain === 'hour' || (shapes.has('retention') && interval === 'hour')),
  )
  refuse(
    'BAD_OPTION',
    shapes.has('retention') && question.options?.['clock'] === 'rolling_24h' && !canRoll(interval),
  )
  const askedInterval = question.options?.['interval'] ?? interval
  refuse('BAD_OPTION', shapes.has('retention') && askedInterval !== interval)
  refuse('BAD_OPTION', saysNothing(question, parts))
  refuse(
    'MIXED_CURRENCIES',
    parts.some((part) => familyOf(part).options.includes('reporting_currency')) && isUnconvertible(data),
  )
  refuse(
    'BAD_FILTER',
    conditions.some((condition) => !fits(condition)),
  )
  return refused
}

/** Dimensions of the cells of a cohort, and of nothing else. */
export const isOfCells = (dimension: string): boolean => dimension === 'age' || dimension === 'cohort'

/** What a metric is counted from, through ratios and arithmetic. */
export function partsOf(name: string): readonly Counted[] {
  const metric = metricOf(name)
  switch (metric.kind) {
    case 'ratio':
      return [...partsOf(metric.numerator), ...partsOf(metric.denominator)]
    case 'derived':
      return metric.inputs.flatMap(partsOf)
    case 'cumulative':
      return partsOf(metric.of)
    default:
      return [metric]
  }
}

/** How long cohorts are, all of them in an answer alike. */
export function cohortGrain(
  { grain, metrics }: Question,
  { interval }: { readonly interval: unknown },
): Grain {
  return grain ?? (metrics.some(({ metric }) => isBySnapshots(metric)) ? 'month' : (interval as Grain))
}

/** Whether cohorts are of months, because their actors are known at the end of each. */
function isBySnapshots(metric: string): boolean {
  return partsOf(metric).some((part) => familyOf(part).onlyMonths === true)
}

/** The options that arithmetic itself reads, beside those of what it is made of. */
export function ownOptions(name: string): readonly OptionName[] {
  const metric = metricOf(name)
  return metric.kind === 'derived' ? (metric.options ?? []) : []
}

export const familyOf = (part: Counted): Family => families[part.family]

export function dimensionsOf(part: Counted, { options }: Pick<Question, 'options'>): readonly string[] {
  const isBalance = part.kind === 'balance'
  const { dimensions, dimensionsThen = dimensions } = familyOf(part)
  const known = options?.['attribute_time'] === 'at_event' ? dimensionsThen : dimensions
  return known.filter((dimension) => !isBalance || dimension !== 'movement_motion')
}

export function optionsOf(part: Counted): readonly OptionName[] {
  const { options } = familyOf(part)
  if (part.kind === 'trailing') return [...options, part.window]
  return part.kind === 'lifecycle' ? [...options, 'new_is'] : options
}

function finestOf(part: Counted): Grain {
  return part.kind === 'trailing' ? 'day' : familyOf(part).finest
}

const isFiner = (a: Grain, b: Grain): boolean => grains.indexOf(a) < grains.indexOf(b)

/** Weeks do not begin where months do. */
const nests = (a: Grain, b: Grain): boolean =>
  ![a, b].includes('week') || !isFiner('week', isFiner(a, b) ? b : a)

function isMissing(data: Data, needs: readonly (readonly (keyof Data)[])[]): boolean {
  return needs.some((either) => either.every((table) => data[table] === undefined))
}

/** Measures that need a table; of a health score they drop out, a signal of them nobody could show. */
const tablesOf: Readonly<Record<string, Family['needs']>> = {
  mrr: [['subscription_periods', 'contracts']],
  mrr_growth: [['subscription_periods', 'contracts']],
  penetration: [['accounts']],
  days_to_renewal: [['contracts']],
}

function refuseRule(refuse: Refuse, data: Data, { options }: Settings, { rule }: Family): void {
  if (rule === undefined) return
  const named =
    rule === 'health_rule'
      ? options.health_rule.components.flatMap(({ metrics }) => metrics)
      : options.qualification_rule.signals
  for (const { measure } of named) {
    refuse('OPTION_REQUIRED', measure === 'paid_features_used' && options.paid_features === null)
    refuse('METRIC_UNAVAILABLE', rule === 'qualification_rule' && isMissing(data, tablesOf[measure] ?? []))
  }
}

/** Values that need a table, and one that is bounded by another. */
function refuseValues(refuse: Refuse, data: Data, { options }: Settings, family: Family): void {
  const takes = (name: OptionName) => family.options.includes(name)
  const looksAtEvents =
    (takes('signup_basis') && options.signup_basis === 'first_event') ||
    (takes('counts_as') && options.counts_as === 'activated')
  refuse('METRIC_UNAVAILABLE', looksAtEvents && data.product_events === undefined)
  refuse('BAD_OPTION', takes('habit_weeks') && options.habit_min_weeks > options.habit_weeks)
}

/** Options of the usual activation, beside criteria that take its place in everything that is asked. */
function saysNothing({ options = {} }: Question, parts: readonly Counted[]): boolean {
  const replaced = Object.keys(options).filter((name) =>
    /activation_(min_count|distinct_days|users)$/.test(name),
  )
  const hears = (part: Counted, name: string) => optionsOf(part).some((one) => one === name)
  return (
    (options['conversion_criteria'] ?? null) !== null &&
    replaced.some((name) => parts.every((part) => !hears(part, name) || hears(part, 'conversion_criteria')))
  )
}

type Refuse = (code: string, isSo: boolean) => void

function refuseWindow(refuse: Refuse, part: Counted, written: string, grain: Grain | null): void {
  const over = readOver(written)
  refuse('NON_ADDITIVE', part.kind !== 'facts')
  if (over.kind === 'all_time') return
  const unit = over.kind === 'to_date' ? over.unit : over.span.unit
  refuse('GRAIN_NOT_AVAILABLE', isFiner(unit, finestOf(part)))
  if (over.kind === 'to_date' && grain !== null) {
    refuse('GRAIN_NOT_AVAILABLE', isFiner(unit, grain) || !nests(unit, grain))
  }
}

function refuseComparisons(refuse: Refuse, { compareTo = [], grain }: Question, isSeries: boolean): void {
  if (compareTo.length === 0) return
  refuse('METRICS_DO_NOT_COMBINE', !isSeries)
  refuse('GRAIN_REQUIRED', grain === undefined)
  for (const written of compareTo) {
    if (grain === undefined || written === 'previous') continue
    const { unit } = parseSpan(written)
    refuse('GRAIN_NOT_AVAILABLE', isFiner(unit, grain) || !(nests(unit, grain) || grain === 'day'))
  }
}

function fits({ operator, value }: Condition): boolean {
  const isList = operator === 'in' || operator === 'notIn'
  return Array.isArray(value) === isList && (operator !== 'isNull' || typeof value === 'boolean')
}

/** Money in a currency for which there is no rate until a month after it was first used cannot be added up. */
function isUnconvertible(data: Data): boolean {
  const recurring = recurringPeriods(data).filter(({ amount }) => amount !== 0)
  const used = grouped(
    recurring.filter(({ currency }) => currency !== null),
    ({ currency }) => currency?.toUpperCase(),
  )
  if (onlyCurrency(data) !== null) return false
  return [...used].some(([currency, items]) => {
    const first = Math.min(...items.map(({ started_at }) => Date.parse(started_at)))
    const rates = (data.fx_rates ?? []).filter((rate) => rate.currency.toUpperCase() === currency)
    const firstRate = Math.min(...rates.map(({ day }) => readDay(day)))
    return currency !== 'USD' && firstRate > Math.floor(first / day) * day + 31 * day
  })
}
