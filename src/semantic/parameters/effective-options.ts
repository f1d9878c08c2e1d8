import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { parameterOfColumn } from '../../catalog/parameters/parameter.ts'
import { measuresOf } from '../../catalog/parameters/values/account-signals.ts'
import { PlumblineError } from '../../errors.ts'
import type { Parameters } from '../../generated/parameters.ts'
import { parameterValue } from '../model/parameter-value.ts'
import {
  metricsRequestSchema,
  type MetricsRequest,
  type MetricsRequestInput,
} from '../model/request/request.ts'
import { describeCondition, holds } from './option-condition.ts'
import { affectsRequest, dimensionViews, type RequestScope } from './request-scope.ts'

/** The options that affect a metric in a request: its own and those of the dimensions, where they have an effect. */
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

/**
 * Rejects a deviating option without an effect on any metric of the request: the result would list a deviation that
 * changes nothing.
 *
 * @param deviating the options with another value than the canonical one
 * @throws PlumblineError `BAD_OPTION`
 */
export function checkEffective(
  catalog: Catalog,
  metrics: readonly Metric[],
  request: MetricsRequest,
  values: Parameters,
  deviating: ReadonlySet<string>,
): void {
  const given = Object.keys(request.options).filter((option) => deviating.has(option))
  if (given.length === 0) return
  const possible = new Set(
    metrics.flatMap((metric) => [...possibleOptions(catalog, metric, request, values)]),
  )
  for (const option of given) {
    if (possible.has(option)) continue
    const conditions = metrics.flatMap(({ optionsWith }) => optionsWith.get(option) ?? [])
    const unmet = conditions.filter((condition) => !holds(condition, values)).map(describeCondition)
    const names = [...new Set(request.metrics.map(({ metric }) => metric))].join(', ')
    const unless = unmet.length > 0 ? [...new Set(unmet)].join(', or ') : 'its rule uses a measure with it'
    throw new PlumblineError(
      'BAD_OPTION',
      `${option} does not affect ${names} unless ${unless}; leave it out.`,
      { subject: option, valid: [...possible].sort() },
    )
  }
}

/** The request of a part of a query, such as its totals, without options that do not affect the part. */
export function withEffectiveOptions(
  catalog: Catalog,
  input: MetricsRequestInput,
  canonical: Parameters,
): MetricsRequestInput {
  const { success, data: request } = metricsRequestSchema.safeParse(input)
  if (!success || Object.keys(request.options).length === 0) return input
  const values = { ...canonical, ...request.options }
  const metrics = request.metrics.flatMap(({ metric }) => catalog.metrics.get(metric.toLowerCase()) ?? [])
  const effective = new Set(
    metrics.flatMap((metric) => [...effectiveOptions(catalog, metric, request, values)]),
  )
  return {
    ...input,
    options: Object.fromEntries(Object.entries(request.options).filter(([name]) => effective.has(name))),
  }
}

/** The options that affect a metric with these values of other options, at any grain. */
function possibleOptions(
  catalog: Catalog,
  metric: Metric,
  request: RequestScope,
  values: Parameters,
): ReadonlySet<string> {
  const ofDimensions = dimensionViews(catalog, metric, request).flatMap((from) => {
    const view = catalog.views.get(from)
    const conditions = view?.header.affected_with ?? {}
    // in a view with metrics, the field is about the metrics
    const hasMetrics = Object.keys(view?.header.metrics ?? {}).length > 0
    const unaffected = hasMetrics ? [] : (view?.header.unaffected_by ?? [])
    return (view?.allParameters ?? [])
      .map(parameterOfColumn)
      .filter((name) => !unaffected.includes(name))
      .filter((name) => holds(conditions[name] ?? {}, values))
  })
  const own = [...metric.optionsWith]
    .filter(([, conditions]) => conditions.some((condition) => holds(condition, values)))
    .map(([option]) => option)
  return new Set(
    [...own, ...ofDimensions].filter((option) => affectsMeasures(catalog, metric, option, values)),
  )
}

/** Whether an option affects a measure in a rule of the metric; true when it affects no measure at all. */
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

/** The names of all measures in a rule, at any depth. */
function measuresIn(rule: unknown): readonly string[] {
  if (Array.isArray(rule)) return rule.flatMap(measuresIn)
  if (typeof rule !== 'object' || rule === null) return []
  return Object.entries(rule).flatMap(([field, value]) =>
    field === 'measure' && typeof value === 'string' ? [value] : measuresIn(value),
  )
}
