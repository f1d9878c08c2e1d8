import type { Catalog } from '../../catalog/catalog.ts'
import { kindOf } from './registry.ts'
import type { Aggregation, Plan } from '../model/plan.ts'

/** The views of an aggregation: its own, the auxiliary view of its kind, and those of dimensions and conditions. */
export function viewsRead(group: Aggregation, plan: Pick<Plan, 'parameters'>): readonly string[] {
  return [
    group.view,
    ...auxiliaryViews(group, plan),
    ...group.dimensions.map(({ from }) => from),
    ...group.filters.map(({ dimension }) => dimension.from),
  ]
}

/**
 * The views whose rows an aggregation counts. Entities are not among them: they only describe the actors of rows that are
 * counted.
 */
export function factViews(
  catalog: Catalog,
  group: Aggregation,
  plan: Pick<Plan, 'parameters'>,
): readonly string[] {
  const { return_events_from: returns } = catalog.views.get(group.view)?.header ?? {}
  return [group.view, ...(returns === undefined ? [] : [returns]), ...auxiliaryViews(group, plan)].filter(
    (name) => catalog.views.get(name)?.layer !== 'entities',
  )
}

function auxiliaryViews(
  { baseMetrics: [{ metric }] }: Aggregation,
  { parameters }: Pick<Plan, 'parameters'>,
) {
  const auxiliary = kindOf(metric).auxiliaryView(metric.header, parameters)
  return auxiliary === undefined ? [] : [auxiliary]
}
