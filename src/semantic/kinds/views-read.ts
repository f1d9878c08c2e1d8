import type { Catalog } from '../../catalog/catalog.ts'
import { kindOf } from './registry.ts'
import { comparisonsOf } from '../model/request/condition.ts'
import type { Aggregation, Plan } from '../model/plan.ts'

/** The views that a group reads: its own, that of its kind, and the entities of its dimensions and conditions. */
export function viewsRead(group: Aggregation, plan: Pick<Plan, 'parameters'>): readonly string[] {
  return [
    group.view,
    ...auxiliaryViews(group, plan),
    ...group.dimensions.map(({ from }) => from),
    ...comparisonsOf(group.filters).map(({ dimension }) => dimension.from),
  ]
}

/**
 * The views of which a group counts rows. Others only describe the actors of these rows: entities, and the view with
 * the dates of creation.
 */
export function factViews(
  catalog: Catalog,
  group: Aggregation,
  plan: Pick<Plan, 'parameters'>,
): readonly string[] {
  const { return_events_from: returns } = catalog.views.get(group.view)?.header ?? {}
  const [{ metric }] = group.baseMetrics
  const dates = metric.header.kind === 'lifecycle' ? metric.header.creation_dates_from : undefined
  return [
    group.view,
    ...(returns === undefined ? [] : [returns]),
    ...auxiliaryViews(group, plan).filter((view) => view !== dates),
  ]
}

function auxiliaryViews(
  { baseMetrics: [{ metric }] }: Aggregation,
  { parameters }: Pick<Plan, 'parameters'>,
) {
  const auxiliary = kindOf(metric).auxiliaryView(metric.header, parameters)
  return auxiliary === undefined ? [] : [auxiliary]
}
