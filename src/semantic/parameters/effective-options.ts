import { parameterValue } from '../model/parameter-value.ts'
import type { Parameters } from '../../generated/parameters.ts'
import type { Catalog, Metric, OptionCondition } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import { parameterOfColumn } from '../../catalog/parameters/parameter.ts'
import { measuresOf } from '../../catalog/parameters/values/account-signals.ts'
import {
  metricsRequestSchema,
  type Grain,
  type MetricsRequest,
  type MetricsRequestInput,
} from '../model/request.ts'

type RequestScope = Pick<MetricsRequest, 'by' | 'where' | 'metrics' | 'period'> & {
  readonly grain?: Grain | null | undefined
}

/**
 * The options that change what a metric says here: those that it takes and that say something beside the values of
 * others and of what is asked (a week's first day says nothing of months), and those behind the dimensions asked about.
 */
export function effectiveOptions(
  catalog: Catalog,
  metric: Metric,
  request: RequestScope,
  values: Parameters,
): ReadonlySet<string> {
  return new Set(
    [...possibleOptions(catalog, metric, request, values)].filter((option) =>
      affectsRequest(catalog, metric, option, request, values),
    ),
  )
}

/** The same, whatever length periods have and whichever of its dimensions are asked about. */
function possibleOptions(
  catalog: Catalog,
  metric: Metric,
  request: RequestScope,
  values: Parameters,
): ReadonlySet<string> {
  const behind = dimensionViews(catalog, metric, request).flatMap((from) => {
    const view = catalog.views.get(from)
    const conditions = view?.header.affected_with ?? {}
    return (view?.allParameters ?? [])
      .map(parameterOfColumn)
      .filter((name) => holds(conditions[name] ?? {}, values))
  })
  const own = [...metric.optionsWith]
    .filter(([, conditions]) => conditions.some((condition) => holds(condition, values)))
    .map(([option]) => option)
  return new Set([...own, ...behind].filter((option) => affectsMeasures(catalog, metric, option, values)))
}

/**
 * Refuses an option that deviates and beside the values of others changes none of the numbers asked for: it would
 * stand in the answer as a deviation from which nothing deviates.
 *
 * @param deviating the options whose value is not the canonical one
 * @throws PlumblineError `BAD_OPTION`
 */
export function checkEffective(
  catalog: Catalog,
  metrics: readonly Metric[],
  request: MetricsRequest,
  values: Parameters,
  deviating: ReadonlySet<string>,
): void {
  const asked = Object.keys(request.options).filter((option) => deviating.has(option))
  if (asked.length === 0) return
  const heard = new Set(metrics.flatMap((metric) => [...possibleOptions(catalog, metric, request, values)]))
  for (const option of asked) {
    if (heard.has(option)) continue
    const conditions = metrics.flatMap(({ optionsWith }) => optionsWith.get(option) ?? [])
    const others = conditions.filter((condition) => !holds(condition, values)).map(describeCondition)
    const names = [...new Set(request.metrics.map(({ metric }) => metric))].join(', ')
    const unless =
      others.length > 0 ? [...new Set(others)].join(', or ') : 'its rule looks at what it changes'
    throw new PlumblineError(
      'BAD_OPTION',
      `${option} changes nothing of ${names} unless ${unless}; leave it out.`,
      { subject: option, valid: [...heard].sort() },
    )
  }
}

/** A question about a part of another, such as its totals, without the options that say nothing of that part. */
export function withEffectiveOptions(
  catalog: Catalog,
  input: MetricsRequestInput,
  canonical: Parameters,
): MetricsRequestInput {
  const { success, data: request } = metricsRequestSchema.safeParse(input)
  if (!success || Object.keys(request.options).length === 0) return input
  const values = { ...canonical, ...request.options }
  const metrics = request.metrics.flatMap(({ metric }) => catalog.metrics.get(metric.toLowerCase()) ?? [])
  const heard = new Set(metrics.flatMap((metric) => [...effectiveOptions(catalog, metric, request, values)]))
  return {
    ...input,
    options: Object.fromEntries(Object.entries(request.options).filter(([name]) => heard.has(name))),
  }
}

/** Whether a question has what an option is about. */
function affectsRequest(
  catalog: Catalog,
  metric: Metric,
  option: string,
  request: RequestScope,
  values: Parameters,
): boolean {
  const named = [...request.by, ...filtersOf(request).map(({ dimension }) => dimension)].map((name) =>
    name.toLowerCase(),
  )
  switch (option) {
    case 'week_start':
      return hasPeriods(catalog, metric, option, { ...request, grain: grainOf(metric, request, values) }, [
        'week',
      ])
    case 'fiscal_year_start':
      return hasPeriods(catalog, metric, option, { ...request, grain: grainOf(metric, request, values) }, [
        'quarter',
        'year',
      ])
    case 'retention_attribute_time':
      return dimensionViews(catalog, metric, request).some((from) => from !== metric.view)
    case 'retention_start_property':
      return named.includes('start_property')
    default:
      return true
  }
}

/** Whether a measure that a rule names is changed by an option, where one of the measures would be. */
function affectsMeasures(catalog: Catalog, metric: Metric, option: string, values: Parameters): boolean {
  for (const rule of metric.options) {
    const parameter = catalog.parameters.get(rule)
    const measures = parameter === undefined ? {} : measuresOf(catalog.views, parameter)
    if (!Object.values(measures).some(({ options }) => options.includes(option))) continue
    return measuresIn(parameterValue(values, rule)).some(
      (name) => measures[name]?.options.includes(option) === true,
    )
  }
  return true
}

/** The measures that a rule names, wherever in it they stand. */
function measuresIn(rule: unknown): readonly string[] {
  if (Array.isArray(rule)) return rule.flatMap(measuresIn)
  if (typeof rule !== 'object' || rule === null) return []
  return Object.entries(rule).flatMap(([field, value]) =>
    field === 'measure' && typeof value === 'string' ? [value] : measuresIn(value),
  )
}

/** Cohorts have a length without being asked for one. */
function grainOf(metric: Metric, { grain }: RequestScope, values: Parameters): Grain | undefined {
  return grain ?? (metric.optionsWith.has('retention_interval') ? values.retention_interval : undefined)
}

/** Whether such periods are asked about, or the metric's own SQL knows them. */
function hasPeriods(
  catalog: Catalog,
  metric: Metric,
  option: string,
  { grain, period = '', metrics }: RequestScope,
  units: readonly Grain[],
): boolean {
  const words = [
    grain ?? '',
    period,
    ...metrics.flatMap(({ over }) => (over?.endsWith('_to_date') === true ? [over] : [])),
  ]
  const isInSql = catalog.views.get(metric.view)?.allParameters.includes(option) === true
  return isInSql || words.some((word) => units.some((unit) => word.toLowerCase().includes(unit)))
}

function filtersOf({ where, metrics }: Pick<MetricsRequest, 'where' | 'metrics'>) {
  return [...where, ...metrics.flatMap((one) => one.where)]
}

/** The views that describe the dimensions asked about. */
function dimensionViews(catalog: Catalog, metric: Metric, request: RequestScope): readonly string[] {
  const dimensions = catalog.viewDimensions.get(metric.view)
  const named = [...request.by, ...filtersOf(request).map(({ dimension }) => dimension)]
  return named.flatMap((name) => dimensions?.get(name.toLowerCase())?.from ?? [])
}

function holds(condition: OptionCondition, values: Parameters): boolean {
  return Object.entries(condition).every(([other, wanted]) => {
    const value = parameterValue(values, other)
    return wanted.some((one) =>
      one === 'none' ? value === null : one === 'given' ? value !== null : toText(value) === String(one),
    )
  })
}

function describeCondition(condition: OptionCondition): string {
  return Object.entries(condition)
    .map(([other, wanted]) =>
      wanted.includes('given')
        ? `${other} is given`
        : wanted.includes('none')
          ? `${other} is left out`
          : `${other} is ${wanted.join(' or ')}`,
    )
    .join(' and ')
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
