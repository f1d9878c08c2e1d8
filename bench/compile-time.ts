import type { Catalog } from '../src/catalog/catalog.ts'
import { fullAccess } from '../src/policy/access.ts'
import { compilePlan } from '../src/semantic/compile/compile-plan.ts'
import type { WarehouseState } from '../src/semantic/model/warehouse-state.ts'
import { planRequest } from '../src/semantic/plan/plan-request.ts'
import type { MetricsRequestInput } from '../src/semantic/model/request/request.ts'
import { median } from './measure.ts'
import { queries } from './queries.ts'

/** Four metrics of three facts, by two dimensions. */
const fourMetrics: MetricsRequestInput = {
  metrics: ['active_users', 'signups', 'activation_rate', 'mrr'],
  by: ['country', 'icp_segment'],
  grain: 'month',
  from: '2025-01-01',
  to: '2025-12-31',
}

/** Ten metrics of six facts by three dimensions, compared with two earlier periods. */
const tenMetrics: MetricsRequestInput = {
  metrics: [
    'signups',
    'active_users',
    'active_events',
    'monthly_active_users',
    'activation_rate',
    'time_to_value_hours_p50',
    'mrr',
    'net_new_mrr',
    'logo_churn_rate',
    'net_revenue_retention',
  ],
  by: ['country', 'icp_segment', 'account_size_band'],
  grain: 'month',
  from: '2025-01-01',
  to: '2025-12-31',
  compareTo: ['1 month', '1 year'],
}

export interface CompileTime {
  readonly query: string
  readonly medianMs: number
  /** The minimum, without interruptions. */
  readonly leastMs: number
  readonly p95Ms: number
}

/** The time from a request to its SQL: the two large requests first, then each query. */
export function measureCompileTime(catalog: Catalog, state: WarehouseState): readonly CompileTime[] {
  const requests = Object.entries({
    'four metrics of three facts by two dimensions': fourMetrics,
    'ten metrics by three dimensions, with two earlier periods': tenMetrics,
    ...queries,
  })
  const compile = (request: MetricsRequestInput) =>
    compilePlan(catalog, planRequest(catalog, request, state, fullAccess))
  for (let run = 0; run < 300; run += 1) for (const [, request] of requests) compile(request)
  return requests.map(([query, request]) => {
    const times = Array.from({ length: 1000 }, () => {
      const start = performance.now()
      compile(request)
      return performance.now() - start
    })
    return {
      query,
      medianMs: median(times),
      leastMs: Math.min(...times),
      p95Ms: [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? NaN,
    }
  })
}
