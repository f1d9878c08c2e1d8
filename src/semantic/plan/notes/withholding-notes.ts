import type { Catalog } from '../../../catalog/catalog.ts'
import { membersOf, type Members } from '../../../policy/members.ts'
import { findView } from '../../model/find-view.ts'
import type { Aggregation, Withholding } from '../../model/plan.ts'

/** A note about values that may be withheld, by the members of the metrics: one sentence each. */
export function withholdingNotes(
  catalog: Catalog,
  aggregations: readonly Aggregation[],
  withholding: Withholding | undefined,
): readonly string[] {
  if (withholding === undefined) return []
  const metricsOf = new Map<Members['are'], string[]>()
  for (const { view, baseMetrics } of aggregations) {
    const members = membersOf(findView(catalog, view))
    if (members === null) continue
    const metrics = baseMetrics.map(({ metric }) => metric.name)
    metricsOf.set(members.are, [...new Set([...(metricsOf.get(members.are) ?? []), ...metrics])])
  }
  return [...metricsOf].map(
    ([members, metrics]) =>
      `Values of fewer than ${String(withholding.minGroupSize)} ${members} are withheld, and so are totals over them: ` +
      `they are null (${metrics.join(', ')}).`,
  )
}
