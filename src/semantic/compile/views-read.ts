import { kindOf } from '../kinds/registry.ts'
import type { Aggregation, Plan } from '../model/plan.ts'

/** The views of an aggregation: its own, the auxiliary view of its kind, and those of dimensions and conditions. */
export function viewsRead(group: Aggregation, { parameters }: Pick<Plan, 'parameters'>): readonly string[] {
  const [{ metric }] = group.baseMetrics
  const auxiliary = kindOf(metric).auxiliaryView(metric.header, parameters)
  return [
    group.view,
    ...(auxiliary === undefined ? [] : [auxiliary]),
    ...group.dimensions.map(({ from }) => from),
    ...group.filters.map(({ dimension }) => dimension.from),
  ]
}
