import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { fillDescription } from '../../catalog/fill-description.ts'
import { hash } from '../../catalog/hash.ts'
import { metricInputs } from '../../catalog/kinds.ts'
import { PlumblineError } from '../../errors.ts'
import type { MetricProvenance } from '../model/result.ts'
import { checkSize } from './checks/result-size.ts'
import { loadAssumptionNotes } from './notes/assumption-notes.ts'
import { resultColumns } from './resolve/result-columns.ts'
import { toCalendar } from '../time/calendar.ts'
import { declaredOrders } from '../sql/declared-order.ts'
import { checkOptions } from '../parameters/check-options.ts'
import { checkMeasures, measureNotes } from '../parameters/check-signals.ts'
import { checkPointInTime } from './checks/point-in-time.ts'
import { checkColumns } from './checks/column-names.ts'
import { checkHourlyTimeZone } from './checks/hourly-time-zone.ts'
import { checkCohortDimensions, checkCohortAverage } from './checks/cohorts.ts'
import { nowNotes, violationNotes } from './checks/violations.ts'
import { checkAvailability } from './checks/availability.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'
import { checkEffective, effectiveOptions } from '../parameters/effective-options.ts'
import { maturitiesOf } from '../kinds/maturity.ts'
import type { Plan } from '../model/plan.ts'
import { readRequest } from '../model/read-request.ts'
import {
  cohortDimensions,
  type Grain,
  type MetricsRequest,
  type MetricsRequestInput,
} from '../model/request.ts'
import { checkDimension, resolveCohortFilters } from './filters/resolve-filters.ts'
import { resolveCurrency } from '../parameters/reporting-currency.ts'
import { resolveComparisons } from './resolve/comparisons.ts'
import { resolveHaving } from './filters/resolve-having.ts'
import { otherGroupNotes, resolveOtherGroups } from './resolve/other-group.ts'
import { findMetric, resolveMetrics } from './resolve/metrics.ts'
import { resolveOrder } from './resolve/order.ts'
import { resolveParameters, type ResolvedParameters } from '../parameters/resolve-parameters.ts'
import { checkGrain, resolvePeriod } from './resolve/period.ts'
import { checkMonths } from './checks/months.ts'
import { checkObservability } from './checks/observability.ts'
import { checkToDate } from './checks/to-date.ts'
import { kindNotes, kindOf } from '../kinds/registry.ts'
import { reusableViews } from './resolve/reusable-views.ts'
import { warningsOf } from './notes/warnings.ts'

/**
 * Understands a request, or refuses it with a reason: from names and options to a plan that can be
 * compiled. Pure; what it must know of the data is in `state`.
 */
export function planRequest(catalog: Catalog, input: MetricsRequestInput, state: WarehouseState): Plan {
  const request = readRequest(input)
  const asked = request.metrics.map(({ metric }) => findMetric(catalog, metric))
  const parts = asked.flatMap((metric) => withInputs(catalog, metric))
  const dimensions = [...new Set(request.by.map((name) => name.toLowerCase()))].filter(
    (name) => !cohortDimensions.includes(name),
  )
  for (const metric of asked) for (const dimension of dimensions) checkDimension(catalog, metric, dimension)
  const filtered = [...request.where, ...request.metrics.flatMap(({ where }) => where)].map(
    ({ dimension }) => dimension,
  )
  for (const metric of parts) checkAvailability(catalog, metric, [...dimensions, ...filtered], state)

  const resolved = resolveParameters(catalog, request, parts, state)
  checkOptions(catalog, parts, resolved.values, state, Object.keys(request.options))
  checkMeasures(catalog, parts, resolved.values, state)
  checkPointInTime(catalog, request, parts)
  const shape = shapeOf(asked, parts)
  checkCohortAverage(catalog, request, shape, asked)
  checkCohortDimensions(request, shape, asked)
  const grain = grainOf(catalog, shape, request, parts, resolved)
  for (const metric of parts) {
    const view = catalog.views.get(metric.view)
    if (view !== undefined) checkGrain(metric, view, grain)
    const needs = grain === null ? kindOf(metric).grainRequired : null
    if (needs !== null) {
      throw new PlumblineError('GRAIN_REQUIRED', `${metric.name} ${needs}`, { subject: metric.name })
    }
  }
  checkEffective(catalog, asked, request, resolved.values, deviating(resolved))
  const { groups, outputs } = resolveMetrics(catalog, request, dimensions, grain, resolved.values)
  if (request.toDate) checkToDate(catalog, groups, grain)
  const comparisons = resolveComparisons(request, shape, grain)
  const calendar = toCalendar(resolved.values)
  const currency = resolveCurrency(parts, resolved, state)
  const columns = resultColumns(catalog, shape, request, grain, dimensions, outputs, comparisons, currency)
  checkColumns(columns, outputs)
  const asOf = resolved.values.as_of
  const period = resolvePeriod(request, grain, calendar, asOf, comparisons)
  const kept = resolveOtherGroups(catalog, request, dimensions)
  const plan: Plan = {
    resultShape: shape,
    cohorts: request.cohorts,
    groups,
    outputs,
    dimensions,
    period,
    timeZone: calendar.timeZone,
    asOf,
    parameters: resolved.values,
    reusableViews: reusableViews(catalog, state, resolved.values),
    parts: request.parts,
    columns,
    order: resolveOrder(request, columns),
    declared: declaredOrders(groups),
    first: request.first ?? null,
    after: request.after ?? null,
    cohortFilters: resolveCohortFilters(request.where),
    having: resolveHaving(request, columns),
    comparisons,
    keepsUnrounded: comparisons.length > 0,
    otherGroups: kept,
    maturities: groups.flatMap(maturitiesOf),
    provenance: outputs.map(({ alias, metric }, index) => ({
      column: alias,
      immatureCount: null,
      immatureShare: null,
      ...definitionOf(
        catalog,
        metric,
        resolved.deviations.size === 0
          ? new Set()
          : effectiveOptions(catalog, metric, { ...request, grain }, resolved.values),
        resolved,
        request.metrics[index]?.over ?? null,
      ),
    })),
    notes: [
      ...asked.flatMap(deprecationNote),
      ...assumptionsOf(catalog, parts, state),
      ...warningsOf(catalog, parts, period, resolved.values, state),
      ...violationNotes(catalog, parts, [...dimensions, ...filtered], state),
      ...nowNotes(asOf, state),
      ...measureNotes(catalog, parts, resolved.values, state),
      ...kindNotes(parts, { period, calendar, state: state, parameters: resolved.values }),
      ...otherGroupNotes(kept),
      ...loadAssumptionNotes(catalog, parts, state),
    ],
  }
  checkMonths(catalog, parts, plan)
  checkHourlyTimeZone(plan)
  checkSize(plan)
  checkObservability(catalog, request, plan)
  return Object.freeze(plan)
}

function withInputs(catalog: Catalog, metric: Metric): readonly Metric[] {
  return [
    metric,
    ...metricInputs(metric.header).flatMap((name) => withInputs(catalog, findMetric(catalog, name))),
  ]
}

function shapeOf(asked: readonly Metric[], parts: readonly Metric[]): Plan['resultShape'] {
  const shapes = new Set(parts.map((part) => kindOf(part).resultShape).filter((shape) => shape !== null))
  const [shape] = shapes
  if (shapes.size === 1 && shape !== undefined) return shape
  throw new PlumblineError(
    'METRICS_DO_NOT_COMBINE',
    `${asked.map(({ name }) => name).join(', ')} cannot be combined in one result: cohort metrics return one ` +
      `row per cohort and age, distributions one per number of periods, all others one per period. Query them ` +
      `separately.`,
  )
}

function grainOf(
  catalog: Catalog,
  shape: Plan['resultShape'],
  request: MetricsRequest,
  parts: readonly Metric[],
  { values }: ResolvedParameters,
): Grain | null {
  if (shape === 'cohort') {
    const isBySnapshots = parts.some(({ view }) => catalog.views.get(view)?.header.finest_grain === 'month')
    const grain = request.grain ?? (isBySnapshots ? 'month' : values.retention_interval)
    const { retention_interval: interval = grain } = request.options
    if (interval === grain) return grain
    throw new PlumblineError(
      'BAD_OPTION',
      `These cohorts are by ${grain}, so retention_interval cannot be ${String(interval)}: leave it ` +
        `out${request.grain === undefined ? '' : ', or the grain'}.`,
      { subject: 'retention_interval', valid: [grain] },
    )
  }
  return request.grain ?? (shape === 'cohort_summary' ? 'month' : null)
}

function definitionOf(
  catalog: Catalog,
  metric: Metric,
  taken: ReadonlySet<string>,
  { deviations, values }: ResolvedParameters,
  over: string | null,
): Omit<MetricProvenance, 'column' | 'immatureCount' | 'immatureShare'> {
  const changed = [...deviations]
    .filter(([name]) => taken.has(name.replace(/_conditions$/, '')))
    .filter(([name]) => name !== 'as_of')
    .map(([option, { canonical, used }]) => ({ option, canonical, used }))
  const own = over === null ? changed : [...changed, { option: 'over', canonical: null, used: over }]
  return {
    metric: metric.name,
    description: fillDescription(metric.header.description.trim(), catalog.parameters, values),
    version: metric.version,
    definitionHash:
      own.length === 0 ? metric.hash : hash([metric.hash, own.map(({ option, used }) => [option, used])]),
    deviations: own,
  }
}

function deviating({ deviations }: ResolvedParameters): ReadonlySet<string> {
  return new Set([...deviations.keys()].map((name) => name.replace(/_conditions$/, '')))
}

/** Whoever still asks for a metric that another one replaces has to be told. */
function deprecationNote({ name, deprecated }: Metric): readonly string[] {
  return deprecated === null
    ? []
    : [`${name} is deprecated since ${deprecated.since}: use ${deprecated.use} instead.`]
}

function assumptionsOf(catalog: Catalog, parts: readonly Metric[], state: WarehouseState): readonly string[] {
  const headers = parts.flatMap(({ view }) => catalog.views.get(view)?.header ?? [])
  const assumptions = headers
    .flatMap(({ assumes }) => Object.entries(assumes))
    .filter(([table]) => !state.provided.has(table))
    .map(([, sentence]) => sentence)
  return [...new Set(assumptions)]
}
