import type { MetricsRequestInput } from '../../semantic/model/request/request.ts'
import type { MetricsResult } from '../../semantic/model/result.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import { withEffectiveOptions } from '../../semantic/parameters/effective-options.ts'
import type { QueryOptions } from '../../warehouse/engine/engine.ts'
import { planQuery } from '../plan-query.ts'
import type { PreparedQuery, Runtime } from '../runtime.ts'
import { selectPage } from '../select-page.ts'

/** Runs a query that is a part of another one, such as its totals. */
export async function runPart(
  runtime: Runtime,
  state: WarehouseState,
  request: MetricsRequestInput,
  options: QueryOptions,
): Promise<Pick<MetricsResult, 'columns' | 'rows'>> {
  const query = planPart(runtime, state, request)
  const { rows } = await selectPage(runtime, query, options)
  return { columns: query.plan.columns, rows }
}

/** Plans a part of a query. Options that do not affect the part are left out. */
export function planPart(
  runtime: Runtime,
  state: WarehouseState,
  request: MetricsRequestInput,
): PreparedQuery {
  return planQuery(runtime, state, withEffectiveOptions(runtime.catalog, request, state.parameters))
}
