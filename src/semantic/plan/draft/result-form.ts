import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import type { Parameters } from '../../../generated/parameters.ts'
import { kindOf } from '../../kinds/registry.ts'
import { cohortGrain } from '../../kinds/retention/cohort-grain.ts'
import type { Plan } from '../../model/plan.ts'
import type { Grain, MetricsRequest } from '../../model/request/request.ts'

/**
 * The shape shared by all metrics.
 *
 * @param allMetrics the requested metrics and their inputs
 * @throws PlumblineError `METRICS_DO_NOT_COMBINE`
 */
export function resolveShape(metrics: readonly Metric[], allMetrics: readonly Metric[]): Plan['resultShape'] {
  const shapes = new Set(
    allMetrics.map((metric) => kindOf(metric).resultShape).filter((shape) => shape !== null),
  )
  const [shape] = shapes
  if (shapes.size === 1 && shape !== undefined) return shape
  throw new PlumblineError(
    'METRICS_DO_NOT_COMBINE',
    `${metrics.map(({ name }) => name).join(', ')} cannot be combined in one result: cohort metrics return one ` +
      `row per cohort and age, distributions one per number of periods, all others one per period. Query them ` +
      `separately.`,
  )
}

/** The grain of the result: that of the request, else the default of the shape. */
export function resolveGrain(
  catalog: Catalog,
  shape: Plan['resultShape'],
  request: MetricsRequest,
  metrics: readonly Metric[],
  values: Parameters,
): Grain | null {
  switch (shape) {
    case 'cohort':
      return cohortGrain(catalog, request, metrics, values)
    case 'cohort_summary':
      return request.grain ?? 'month'
    case 'series':
    case 'distribution':
      return request.grain ?? null
  }
}
