import type { Catalog, Metric } from '../catalog/catalog.ts'
import { isMetricGranted, type Access } from '../policy/access.ts'

/** The metrics that a caller may query: others are not shown and not hinted at. */
export function visibleMetrics({ metrics }: Catalog, access: Access): readonly Metric[] {
  return [...metrics.values()].filter(({ name }) => isMetricGranted(access, name))
}
