import type { Catalog } from '../../../catalog/catalog.ts'
import { wholeTime, type Rollup } from '../../../catalog/rollups/rollup.ts'
import { PlumblineError } from '../../../errors.ts'
import { fullAccess } from '../../../policy/access.ts'
import { compileAggregation } from '../../kinds/compile-aggregation.ts'
import { findView } from '../../model/find-view.ts'
import type { Aggregation, Plan, PlanDraft } from '../../model/plan.ts'
import { readRequest } from '../../model/request/read-request.ts'
import type { MetricsRequestInput } from '../../model/request/request.ts'
import type { RollupPart } from '../../model/rollup-state.ts'
import type { WarehouseState } from '../../model/warehouse-state.ts'
import { draftPlan } from '../../plan/draft-plan.ts'
import { resolveRequest } from '../../plan/resolve-request.ts'
import { partOf } from '../../rollups/rollup-part.ts'
import { storedColumns } from '../../rollups/stored-columns.ts'
import type { AggregationContext } from '../../sql/from-clause.ts'
import type { CompiledAggregation } from '../../sql/cte.ts'
import { floorDay, toCalendar } from '../../time/calendar.ts'

/** One aggregation of a rollup, ready to be stored. */
export interface RollupFill {
  readonly part: RollupPart
  /** Columns of the rollup → those of the aggregation. */
  readonly columns: ReadonlyMap<string, string>
  readonly context: AggregationContext
  readonly compiled: CompiledAggregation
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
  const { grains, dimensions } = rollup.header
  const fills: RollupFill[] = []
  for (const grain of grains) {
    for (const by of dimensions) {
      const request = { by: [...by], ...(grain === wholeTime ? {} : { grain }) }
      const plan = planOf(catalog, rollup, request, state, from)
      if (plan === null) continue
      const { aggregations } = numbered(plan, fills.length)
      fills.push(...aggregations.map((aggregation) => toFill(catalog, rollup, plan, aggregation)))
    }
  }
  return fills
}

/** The plan of the metrics of a rollup that can be queried with these data; null when none can. */
function planOf(
  catalog: Catalog,
  { header }: Rollup,
  request: Pick<MetricsRequestInput, 'by' | 'grain'>,
  state: WarehouseState,
  from: string | null,
): Plan | null {
  const metrics = header.metrics.filter(
    (metric) => draftOf(catalog, { metrics: [metric], ...request }, state) !== null,
  )
  const draft = metrics.length === 0 ? null : draftOf(catalog, { metrics, ...request }, state)
  // a distribution counts over the range of a request
  if (draft === null || draft.resultShape === 'distribution') return null
  const { grain } = draft.period
  const first =
    from === null || request.grain === undefined || grain === null || header.changes === 'all'
      ? null
      : floorDay(from, grain, toCalendar(draft.parameters))
  return { ...draft, period: { ...draft.period, from: first }, provenance: [], notes: [] }
}

function toFill(catalog: Catalog, rollup: Rollup, plan: Plan, aggregation: Aggregation): RollupFill {
  const context = { catalog, plan, aggregation, view: findView(catalog, aggregation.view) }
  return {
    part: partOf(catalog, rollup.name, aggregation, plan.period),
    columns: new Map([...storedColumns(aggregation, plan)].map(([own, stored]) => [stored, own])),
    context,
    compiled: compileAggregation(context),
    from: plan.period.from,
  }
}

/** The plan with short names of its aggregations, which are unique among all fills of a statement. */
function numbered(plan: Plan, since: number): Plan {
  return {
    ...plan,
    aggregations: plan.aggregations.map((aggregation, index) => ({
      ...aggregation,
      name: `part_${String(since + index)}`,
    })),
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
