import type { MetricsRequestInput } from '../semantic/model/request.ts'
import type { WarehouseState } from '../semantic/model/warehouse-state.ts'
import { planRequest } from '../semantic/plan/plan-request.ts'
import type { PreparedQuery, Runtime } from './runtime.ts'

/** Plans a request, and measures the time that it takes. */
export function planQuery(
  { catalog, access }: Runtime,
  state: WarehouseState,
  request: MetricsRequestInput,
): PreparedQuery {
  const started = performance.now()
  const plan = planRequest(catalog, request, state, access)
  return { state, request, plan, planMs: performance.now() - started }
}
