import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { metricInputs } from '../../catalog/kind-references.ts'
import { checkMetricAccess, type Access } from '../../policy/access.ts'
import { comparisonsOf } from '../model/request/condition.ts'
import type { Plan } from '../model/plan.ts'
import { cohortDimensions, type Grain, type MetricsRequest } from '../model/request/request.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'
import { checkOptions } from '../parameters/check-options.ts'
import { checkMeasures } from '../parameters/check-signals.ts'
import { checkEffective } from '../parameters/effective-options.ts'
import {
  deviatingOptions,
  resolveParameters,
  type ResolvedParameters,
} from '../parameters/resolve-parameters.ts'
import { checkDimensionAccess } from './checks/access.ts'
import { checkAvailability } from './checks/availability.ts'
import { checkCohortAverage, checkCohortDimensions } from './checks/cohorts.ts'
import { checkDimension } from './checks/known-dimension.ts'
import { checkMoving } from './checks/moving.ts'
import { checkNeededDimensions } from './checks/needed-dimensions.ts'
import { checkGrains } from './checks/time/grains.ts'
import { checkPointInTime } from './checks/time/point-in-time.ts'
import { findMetric } from './draft/find-metric.ts'
import { resolveGrain, resolveShape } from './draft/result-form.ts'

/** A request with its names found in the catalogue, its parameters, and the form of its result. */
export interface ResolvedRequest {
  readonly request: MetricsRequest
  /** The requested metrics. */
  readonly metrics: readonly Metric[]
  /** The requested metrics, and all metrics from which they are computed. */
  readonly allMetrics: readonly Metric[]
  /** The requested dimensions, without `cohort` and `age`. */
  readonly dimensions: readonly string[]
  /** The requested dimensions, and those of conditions. */
  readonly allDimensions: readonly string[]
  readonly parameters: ResolvedParameters
  readonly resultShape: Plan['resultShape']
  readonly grain: Grain | null
}

/**
 * Resolves the names, the parameters and the grain of a request, and rejects those that are invalid or do not go
 * together.
 *
 * @throws PlumblineError with the reason
 */
export function resolveRequest(
  catalog: Catalog,
  request: MetricsRequest,
  state: WarehouseState,
  access: Access,
): ResolvedRequest {
  const metrics = request.metrics.map(({ metric }) => findMetric(catalog, metric))
  for (const { name } of metrics) checkMetricAccess(access, name)
  const allMetrics = metrics.flatMap((metric) => withInputs(catalog, metric))
  const dimensions = [...new Set(request.by.map((name) => name.toLowerCase()))].filter(
    (name) => !cohortDimensions.includes(name),
  )
  const conditions = comparisonsOf([...request.where, ...request.metrics.flatMap(({ where }) => where)])
  const allDimensions = [...dimensions, ...conditions.map(({ dimension }) => dimension)]
  for (const metric of metrics) for (const dimension of dimensions) checkDimension(catalog, metric, dimension)
  checkNeededDimensions(catalog, request)
  for (const metric of allMetrics) checkDimensionAccess(catalog, access, metric, allDimensions)
  for (const metric of allMetrics) checkAvailability(catalog, metric, allDimensions, state)

  const parameters = resolveParameters(catalog, request, { metrics, allMetrics }, state)
  const { values } = parameters
  checkOptions(catalog, allMetrics, values, state, Object.keys(request.options))
  checkMeasures(catalog, allMetrics, values, state)

  checkPointInTime(catalog, request, allMetrics)
  const resultShape = resolveShape(metrics, allMetrics)
  checkCohortAverage(catalog, request, resultShape, metrics)
  checkCohortDimensions(request, resultShape, metrics)
  const grain = resolveGrain(catalog, resultShape, request, allMetrics, values)
  checkGrains(catalog, allMetrics, grain)
  checkMoving(catalog, request, resultShape, grain)
  checkEffective(catalog, metrics, request, values, deviatingOptions(parameters))
  return { request, metrics, allMetrics, dimensions, allDimensions, parameters, resultShape, grain }
}

export function withInputs(catalog: Catalog, metric: Metric): readonly Metric[] {
  return [
    metric,
    ...metricInputs(metric.header).flatMap((name) => withInputs(catalog, findMetric(catalog, name))),
  ]
}
