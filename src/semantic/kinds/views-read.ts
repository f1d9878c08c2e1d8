import type { Catalog } from '../../catalog/catalog.ts'
import { kindOf } from './registry.ts'
import { comparisonsOf } from '../model/request/condition.ts'
import type { Aggregation, Plan } from '../model/plan.ts'

/** The views that a group reads: its own, that of its kind, and the entities of its dimensions and conditions. */
export function viewsRead(aggregation: Aggregation, plan: Pick<Plan, 'parameters'>): readonly string[] {
  return [
    aggregation.view,
    ...auxiliaryViews(aggregation, plan),
    ...aggregation.dimensions.map(({ from }) => from),
    ...comparisonsOf(aggregation.filters).map(({ dimension }) => dimension.from),
  ]
}

/**
 * The views of which a group counts rows. Others only describe the actors of these rows: entities, and the view with
 * the dates of creation.
 */
export function factViews(
  catalog: Catalog,
  aggregation: Aggregation,
  plan: Pick<Plan, 'parameters'>,
): readonly string[] {
  const { return_events_from: returns } = catalog.views.get(aggregation.view)?.header ?? {}
  const [{ metric }] = aggregation.baseMetrics
  const dates = metric.header.kind === 'lifecycle' ? metric.header.creation_dates_from : undefined
  return [
    aggregation.view,
    ...(returns === undefined ? [] : [returns]),
    ...auxiliaryViews(aggregation, plan).filter((view) => view !== dates),
  ]
}

function auxiliaryViews(
  { baseMetrics: [{ metric }] }: Aggregation,
  { parameters }: Pick<Plan, 'parameters'>,
) {
  const auxiliary = kindOf(metric).auxiliaryView(metric.header, parameters)
  return auxiliary === undefined ? [] : [auxiliary]
}
