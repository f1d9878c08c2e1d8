import type { Catalog } from '../../catalog/catalog.ts'
import { wholeTime, type Rollup } from '../../catalog/rollups/rollup.ts'
import { PlumblineError } from '../../errors.ts'
import { fullAccess } from '../../policy/access.ts'
import { inlinedViews } from './compile-plan.ts'
import { compileAggregation } from '../kinds/compile-aggregation.ts'
import { viewsRead } from '../kinds/views-read.ts'
import { findView } from '../model/find-view.ts'
import type { Aggregation, Plan, PlanDraft } from '../model/plan.ts'
import { readRequest } from '../model/read-request.ts'
import type { MetricsRequestInput } from '../model/request.ts'
import type { RollupPart } from '../model/rollup-state.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'
import { draftPlan } from '../plan/draft-plan.ts'
import { resolveRequest } from '../plan/resolve-request.ts'
import { partOf } from '../rollups/rollup-part.ts'
import { storedColumns } from '../rollups/stored-columns.ts'
import type { AggregationContext } from '../sql/from-clause.ts'
import type { CompiledAggregation, Cte } from '../sql/cte.ts'
import { inlineViews } from '../sql/views/view-ctes.ts'
import { floorDay, toCalendar } from '../time/calendar.ts'

/** One aggregation of a rollup, ready to be stored. */
export interface RollupFill {
  readonly part: RollupPart
  /** Columns of the rollup → those of the aggregation. */
  readonly columns: ReadonlyMap<string, string>
  readonly context: AggregationContext
  readonly compiled: CompiledAggregation
  /** The views that it reads, as CTEs. */
  readonly views: readonly Cte[]
  /** The first period that is filled; null: all periods. */
  readonly from: string | null
}

/**
 * The aggregations of a rollup: for each grain and each set of dimensions, those of a query of its metrics over the whole
 * time with canonical parameters. Metrics that cannot be queried, because a table is missing, are left out.
 *
 * @param from the first local day with changed rows; null: any row may have changed
 */
export function compileFills(
  catalog: Catalog,
  rollup: Rollup,
  state: WarehouseState,
  from: string | null,
): readonly RollupFill[] {
  const { grains, dimensions, changes } = rollup.header
  return grains.flatMap((grain) =>
    dimensions.flatMap((by) => {
      const ofPeriods = grain === wholeTime ? {} : { grain }
      const request = { by: [...by], ...ofPeriods }
      const metrics = rollup.header.metrics.filter(
        (metric) => draftOf(catalog, { metrics: [metric], ...request }, state) !== null,
      )
      const draft = metrics.length === 0 ? null : draftOf(catalog, { metrics, ...request }, state)
      if (draft === null) return []
      const calendar = toCalendar(draft.parameters)
      const first =
        from === null || grain === wholeTime || changes === 'all' ? null : floorDay(from, grain, calendar)
      const plan: Plan = {
        ...draft,
        period: { ...draft.period, from: first },
        provenance: [],
        notes: [],
      }
      return plan.groups.map((group) => compileFill(catalog, rollup, plan, group))
    }),
  )
}

function compileFill(catalog: Catalog, rollup: Rollup, plan: Plan, group: Aggregation): RollupFill {
  const view = findView(catalog, group.view)
  const context = { catalog, plan, group, view }
  return {
    part: partOf(catalog, rollup.name, group, plan.period),
    columns: new Map([...storedColumns(group, plan)].map(([own, stored]) => [stored, own])),
    context,
    compiled: compileAggregation(context),
    views: inlineViews(
      catalog,
      viewsRead(group, plan),
      plan.parameters,
      plan.reusableViews,
      inlinedViews(catalog, plan),
    ),
    from: plan.period.from,
  }
}

/** The plan of a request; null when its metrics or dimensions cannot be queried with these data. */
function draftOf(catalog: Catalog, request: MetricsRequestInput, state: WarehouseState): PlanDraft | null {
  try {
    const resolved = resolveRequest(catalog, readRequest(request), state, fullAccess)
    return draftPlan(catalog, resolved, { ...state, rollups: new Map() }, fullAccess)
  } catch (error) {
    if (error instanceof PlumblineError) return null
    throw error
  }
}
