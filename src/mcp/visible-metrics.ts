import type { Catalog, Metric } from '../catalog/catalog.ts'
import type { Access } from '../policy/access.ts'

/** The metrics that a caller may query: others are not shown and not hinted at. */
export function visibleMetrics({ metrics }: Catalog, { role }: Access): readonly Metric[] {
  return [...metrics.values()].filter(({ name }) => role === null || role.metrics.has(name))
}
