import { day, floor, readDay, wallClock } from './clock.ts'
import type { Data } from '../data/data.ts'
import { canRoll } from '../cohorts/cohorts.ts'
import { families, optionsOfMotions, type Family } from '../families.ts'
import { metricOf } from '../formula.ts'
import { groupsByWinning, hasEffect, ruleOf } from './effective-options.ts'
import { grouped } from '../memo.ts'
import type { Metric } from '../metrics.ts'
import { grains, type Condition, type Grain, type Query } from './query.ts'
import { countedDays } from './partial.ts'
import { settingsOf, type OptionName, type Settings } from './settings.ts'
import { parseSpan } from './span.ts'
import { onlyCurrency } from '../money/subscriptions.ts'
import { readOver } from './window.ts'
import { paidItemPeriods } from '../money/recurring.ts'

type Counted = Exclude<Metric, { kind: 'ratio' | 'derived' | 'cumulative' }>

/** The error codes that reject a query; empty when it has a correct answer. */
export function rejectionsOf(data: Data, settings: Settings | null, query: Query): ReadonlySet<string> {
  const asked = query.metrics.map((one) => ({ ...one, parts: partsOf(one.metric) }))
  const parts = asked.flatMap((one) => one.parts)
  const grain = query.grain ?? null
  const conditions = [...(query.where ?? []), ...query.metrics.flatMap(({ where = [] }) => where)]
  const rejected = new Set<string>()
  const reject = (code: string, isSo: boolean) => {
    if (isSo) rejected.add(code)
  }
  reject('METRIC_UNAVAILABLE', settings === null)
  for (const { metric, parts: own, where = [], over } of asked) {
    for (const part of own) {
      const family = familyOf(part)
      const used = [
        ...(query.by ?? []),
        ...[...(query.where ?? []), ...where].map(({ dimension }) => dimension),
      ]
      for (const dimension of used) {
        if (isOfCells(dimension) && part.kind === 'retention') continue
        const has = dimensionsOf(part, query).includes(dimension)
        reject('DIMENSION_NOT_AVAILABLE', !has)
        reject('FAN_OUT', !has)
        reject('METRIC_UNAVAILABLE', has && isMissing(data, family.dimensionNeeds?.[dimension] ?? []))
      }
      reject('DIMENSION_REQUIRED', family.needed !== undefined && addsUp(query, where, family.needed))
      reject('METRIC_UNAVAILABLE', isMissing(data, family.needs))
      reject(
        'OPTION_REQUIRED',
        (family.needsOptions ?? []).some((name) => (query.options?.[name] ?? null) === null),
      )
      reject('GRAIN_NOT_AVAILABLE', grain !== null && isFiner(grain, finestOf(part)))
      if (family.isPointInTime === true) {
        reject('GRAIN_NOT_AVAILABLE', grain !== null)
        reject('BAD_PERIOD', (query.from ?? query.to) !== undefined || query.toDate === true)
        reject('NON_ADDITIVE', over !== undefined)
      }
      if (settings !== null) rejectRule(reject, data, settings, part)
      if (settings !== null) rejectValues(reject, data, settings, family)
      reject('GRAIN_NOT_AVAILABLE', family.onlyMonths === true && grain !== null && grain !== 'month')
      reject('GRAIN_REQUIRED', grain === null && (part.kind === 'lifecycle' || part.kind === 'distribution'))
      if (over !== undefined) rejectWindow(reject, part, over, grain)
      if (query.toDate === true) {
        reject('GRAIN_REQUIRED', grain === null || grain === 'hour')
        const isLonger = over !== undefined || isCumulative(metric)
        reject('NON_ADDITIVE', part.kind !== 'facts' || family.isMonthly || isLonger)
      }
      const isUnranked = ['lifecycle', 'retention', 'distribution'].includes(part.kind)
      reject('NON_ADDITIVE', query.totals === true && (isUnranked || part.kind === 'payback'))
      reject('NON_ADDITIVE', query.totals === true && query.toDate === true)
    }
  }
  if (query.top !== undefined) {
    const { by } = query.top
    const [ranked = ''] = query.metrics
      .filter(({ metric, alias }) => by === undefined || by === (alias ?? metric))
      .map(({ metric }) => metric)
    for (const part of partsOf(ranked)) {
      const has = dimensionsOf(part, query).includes(query.top.dimension)
      reject('DIMENSION_NOT_AVAILABLE', !has)
      reject('FAN_OUT', !has)
      const isShare = metricOf(ranked).kind === 'ratio'
      reject('NON_ADDITIVE', part.kind === 'payback' || (part.kind === 'retention' && isShare))
      reject('NON_ADDITIVE', part.kind === 'lifecycle' || part.kind === 'distribution')
    }
  }
  const named = [...(query.by ?? []), ...conditions.map(({ dimension }) => dimension)]
  const groupsByMotion = named.some((dimension) => /^(origin|movement)_motion$/.test(dimension))
  const takes = new Set<string>([
    ...parts.flatMap(optionsOf),
    ...asked.flatMap(({ metric }) => ownOptions(metric)),
    ...(groupsByMotion || groupsByWinning(query) ? optionsOfMotions : []),
  ])
  reject(
    'UNKNOWN_OPTION',
    Object.keys(query.options ?? {}).some((name) => !takes.has(name)),
  )
  const chosen = Object.entries(query.options ?? {})
  reject(
    'UNKNOWN_OPTION',
    chosen.some(([name]) => !hasEffect(name, query, null)),
  )
  const usual = settings === null ? null : settingsOf(data, { ...query, options: {} })
  reject(
    'BAD_OPTION',
    settings !== null &&
      chosen.some(
        ([name, value]) =>
          JSON.stringify(value) !== JSON.stringify(usual?.options[name as OptionName]) &&
          !hasEffect(name, query, settings.options),
      ),
  )
  const shapes = new Set(
    parts.map(({ kind }) =>
      kind === 'retention' || kind === 'payback' || kind === 'distribution' ? kind : 'series',
    ),
  )
  reject('METRICS_DO_NOT_COMBINE', shapes.size > 1)
  const names = query.metrics.map(({ metric, alias }) => alias ?? metric)
  reject('BAD_REQUEST', new Set(names).size < names.length)
  rejectComparisons(reject, query, shapes.has('series'))
  if (settings !== null) rejectPartial(reject, settings, query, parts)
  reject(
    'BAD_REQUEST',
    [...(query.keep ?? []), ...(query.top ? [query.top] : [])].some(
      ({ dimension }) => !query.by?.includes(dimension),
    ),
  )
  reject('BAD_PERIOD', query.from !== undefined && query.to !== undefined && query.to < query.from)
  reject(
    'UNOBSERVABLE_WINDOW',
    settings !== null &&
      query.from !== undefined &&
      readDay(query.from) > wallClock(settings.asOf, settings.zone),
  )
  reject(
    'BAD_REQUEST',
    (query.cohorts ?? 'each') !== 'each' &&
      asked.some(({ metric }) => metricOf(metric).kind !== 'ratio' || !shapes.has('retention')),
  )
  const brackets = query.options?.['retention_brackets'] ?? null
  const isBracketed = query.options?.['retention_criterion'] === 'bracket'
  reject('BAD_OPTION', takes.has('retention_brackets') && isBracketed === (brackets === null))
  const interval = cohortGrain(query, {
    retention_interval: query.options?.['retention_interval'] ?? 'week',
  })
  // this clock moves by half an hour, so that its hours have different lengths
  reject(
    'BAD_PERIOD',
    settings?.zone === 'Australia/Lord_Howe' &&
      (grain === 'hour' || (shapes.has('retention') && interval === 'hour')),
  )
  reject(
    'BAD_OPTION',
    shapes.has('retention') && query.options?.['retention_clock'] === 'rolling_24h' && !canRoll(interval),
  )
  const askedInterval = query.options?.['retention_interval'] ?? interval
  reject('BAD_OPTION', shapes.has('retention') && askedInterval !== interval)
  reject('BAD_OPTION', hasNoEffect(query, parts))
  reject(
    'MIXED_CURRENCIES',
    parts.some(
      (part) =>
        familyOf(part).options.includes('reporting_currency') &&
        !hasNoCurrency(part) &&
        isUnconvertible(data),
    ),
  )
  reject(
    'BAD_FILTER',
    conditions.some((condition) => !fits(condition)),
  )
  return rejected
}

/** Whether a query adds up values of a dimension: all of them, in a total or in the group of others. */
function addsUp(query: Query, own: readonly Condition[], dimension: string): boolean {
  const isOne = ({ dimension: on, operator, value }: Condition) =>
    on === dimension &&
    (operator === 'eq' ||
      (operator === 'isNull' && value === true) ||
      (operator === 'in' && Array.isArray(value) && value.length === 1))
  if ([...(query.where ?? []), ...own].some(isOne)) return false
  const isMerged = (query.keep ?? []).some((one) => one.dimension === dimension)
  const hasLevels = query.totals === true || query.subtotals === true || query.top !== undefined
  return query.by?.includes(dimension) !== true || isMerged || hasLevels
}

/** Dimensions that only cohort cells have. */
export const isOfCells = (dimension: string): boolean => dimension === 'age' || dimension === 'cohort'

/** The base metrics of a metric, through ratios and arithmetic. */
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

/** Whether a metric is computed from values over longer ranges than a period. */
function isCumulative(name: string): boolean {
  const metric = metricOf(name)
  if (metric.kind === 'cumulative') return true
  if (metric.kind === 'derived') return metric.inputs.some(isCumulative)
  return metric.kind === 'ratio' && [metric.numerator, metric.denominator].some(isCumulative)
}

/** The cohort length, the same for all metrics of a result. */
export function cohortGrain(
  { grain, metrics }: Query,
  { retention_interval: interval }: { readonly retention_interval: unknown },
): Grain {
  return grain ?? (metrics.some(({ metric }) => isBySnapshots(metric)) ? 'month' : (interval as Grain))
}

/** Whether cohorts are monthly, because their actors are known only at month ends. */
function isBySnapshots(metric: string): boolean {
  return partsOf(metric).some((part) => familyOf(part).onlyMonths === true)
}

/** Options that the arithmetic itself reads, in addition to those of its inputs. */
export function ownOptions(name: string): readonly OptionName[] {
  const metric = metricOf(name)
  return metric.kind === 'derived' ? (metric.options ?? []) : []
}

export const familyOf = (part: Counted): Family => families[part.family]

export function dimensionsOf(part: Counted, { options }: Pick<Query, 'options'>): readonly string[] {
  const isBalance = part.kind === 'balance'
  const { dimensions: listed, needed, dimensionsAtEvent = listed } = familyOf(part)
  const dimensions = needed === undefined || listed.includes(needed) ? listed : [needed, ...listed]
  const known = options?.['retention_attribute_time'] === 'at_event' ? dimensionsAtEvent : dimensions
  return known.filter((dimension) => !isBalance || dimension !== 'movement_motion')
}

export function optionsOf(part: Counted): readonly OptionName[] {
  const { options } = familyOf(part)
  if (part.kind === 'trailing') return [...options, part.window]
  return part.kind === 'lifecycle' ? [...options, 'lifecycle_new_basis'] : options
}

function finestOf(part: Counted): Grain {
  return part.kind === 'trailing' ? 'day' : familyOf(part).finest
}

const isFiner = (a: Grain, b: Grain): boolean => grains.indexOf(a) < grains.indexOf(b)

/** Weeks do not nest in months. */
const nests = (a: Grain, b: Grain): boolean =>
  ![a, b].includes('week') || !isFiner('week', isFiner(a, b) ? b : a)

function isMissing(data: Data, needs: readonly (readonly (keyof Data)[])[]): boolean {
  return needs.some((either) => either.every((table) => data[table] === undefined))
}

/**
 * Tables that measures require; a health score leaves such measures out, a qualification rule is rejected.
 */
const tablesOf: Readonly<Record<string, Family['needs']>> = {
  mrr: [['subscription_periods', 'contracts']],
  mrr_growth: [['subscription_periods', 'contracts']],
  user_penetration: [['accounts']],
  days_to_renewal: [['contracts']],
}

/** Measures that are known as of `as_of`, and not for past weeks. */
const undated = ['mrr', 'mrr_growth', 'days_to_renewal']

function rejectRule(reject: Reject, data: Data, { options }: Settings, part: Counted): void {
  const rule = ruleOf(part)
  if (rule === null) return
  const hasWeeks = rule === 'qualification_rule' && familyOf(part).isPointInTime !== true
  const named =
    rule === 'health_rule'
      ? options.health_rule.components.flatMap(({ metrics }) => metrics)
      : options.qualification_rule.signals
  for (const { measure } of named) {
    reject('BAD_OPTION', hasWeeks && undated.includes(measure))
    reject('OPTION_REQUIRED', measure === 'paid_features_used' && options.paid_features === null)
    reject('METRIC_UNAVAILABLE', rule === 'qualification_rule' && isMissing(data, tablesOf[measure] ?? []))
  }
}

/** Option values that require a table, and options bounded by another. */
function rejectValues(reject: Reject, data: Data, { options }: Settings, family: Family): void {
  const takes = (name: OptionName) => family.options.includes(name)
  const looksAtEvents =
    (takes('signup_basis') && options.signup_basis === 'first_event') ||
    (takes('invitation_counts_as') && options.invitation_counts_as === 'activated')
  reject('METRIC_UNAVAILABLE', looksAtEvents && data.product_events === undefined)
  reject('BAD_OPTION', takes('habit_weeks') && options.habit_min_weeks > options.habit_weeks)
}

/** Options of the canonical activation; conversion criteria replace it. */
function hasNoEffect({ options = {} }: Query, parts: readonly Counted[]): boolean {
  const replaced = Object.keys(options).filter((name) =>
    /activation_(min_count|distinct_days|users)$/.test(name),
  )
  const hears = (part: Counted, name: string) => optionsOf(part).some((one) => one === name)
  return (
    (options['conversion_criteria'] ?? null) !== null &&
    replaced.some((name) => parts.every((part) => !hears(part, name) || hears(part, 'conversion_criteria')))
  )
}

type Reject = (code: string, isSo: boolean) => void

function rejectWindow(reject: Reject, part: Counted, written: string, grain: Grain | null): void {
  const over = readOver(written)
  reject('NON_ADDITIVE', part.kind !== 'facts')
  if (over.kind === 'all_time') return
  const unit = over.kind === 'to_date' ? over.unit : over.span.unit
  reject('GRAIN_NOT_AVAILABLE', isFiner(unit, finestOf(part)))
  if (over.kind === 'to_date' && grain !== null) {
    reject('GRAIN_NOT_AVAILABLE', isFiner(unit, grain) || !nests(unit, grain))
  }
}

/** Partial periods that are rejected, of which none is left, or that have no value of their own. */
function rejectPartial(reject: Reject, settings: Settings, query: Query, parts: readonly Counted[]): void {
  const hasCohorts = parts.some(({ kind }) => kind === 'retention')
  const grain = hasCohorts
    ? cohortGrain(query, settings.options)
    : (query.grain ?? (parts.some(({ kind }) => kind === 'payback') ? 'month' : null))
  const now = wallClock(settings.asOf, settings.zone)
  const { from, to, partial, isFromCut, isToCut } = countedDays(settings, query, grain, now)
  reject('BAD_PERIOD', query.partial === 'reject' && partial.length > 0)
  const last = Math.min(to ?? Infinity, floor(now, 'day', settings))
  reject('BAD_PERIOD', query.partial === 'drop' && from !== null && from > last)
  const isWhole = (part: Counted, one: number) => {
    const { finest } = familyOf(part)
    return isFiner(finest, 'week') || floor(one, finest, settings) === one
  }
  if (grain === null && (query.partial ?? 'whole') !== 'whole') {
    const today = floor(now, 'day', settings)
    for (const part of parts) {
      reject('BAD_PERIOD', from !== null && !isWhole(part, from))
      reject('BAD_PERIOD', to !== null && to < today && !isWhole(part, to + day))
    }
  }
  if (query.partial !== 'keep' || !(isFromCut || isToCut)) return
  reject('NON_ADDITIVE', (query.compareTo ?? []).length > 0 || query.toDate === true)
  for (const part of parts) {
    reject('NON_ADDITIVE', part.kind === 'lifecycle')
    reject('BAD_PERIOD', isFromCut && from !== null && !isWhole(part, from))
    reject('BAD_PERIOD', isToCut && to !== null && !isWhole(part, to + day))
  }
}

function rejectComparisons(reject: Reject, { compareTo = [], grain }: Query, isSeries: boolean): void {
  if (compareTo.length === 0) return
  reject('METRICS_DO_NOT_COMBINE', !isSeries)
  reject('GRAIN_REQUIRED', grain === undefined)
  for (const written of compareTo) {
    if (grain === undefined || written === 'previous') continue
    const { unit } = parseSpan(written)
    reject('GRAIN_NOT_AVAILABLE', isFiner(unit, grain) || !(nests(unit, grain) || grain === 'day'))
  }
}

function fits({ operator, value }: Condition): boolean {
  const isList = operator === 'in' || operator === 'notIn'
  return Array.isArray(value) === isList && (operator !== 'isNull' || typeof value === 'boolean')
}

/** Invoices and opportunities have currencies of their own, which the generated ones do not name. */
const hasNoCurrency = ({ family }: Counted): boolean =>
  ['billing', 'receivables', 'opportunities', 'pipeline', 'leads'].includes(family)

/** Whether money has a currency without a rate in or before the month after its first use. */
function isUnconvertible(data: Data): boolean {
  const recurring = paidItemPeriods(data).filter(({ amount }) => amount !== 0)
  const used = grouped(
    recurring.filter(({ currency }) => currency !== null),
    ({ currency }) => currency?.toUpperCase(),
  )
  const reporting = onlyCurrency(data) ?? 'USD'
  return [...used].some(([currency, items]) => {
    const first = Math.min(...items.map(({ started_at }) => Date.parse(started_at)))
    const rates = (data.fx_rates ?? []).filter((rate) => rate.currency.toUpperCase() === currency)
    const firstRate = Math.min(...rates.map(({ day }) => readDay(day)))
    return currency !== reporting && firstRate > Math.floor(first / day) * day + 31 * day
  })
}
