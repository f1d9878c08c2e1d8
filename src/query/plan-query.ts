import type { Plan } from '../semantic/model/plan.ts'
import type { MetricsRequestInput } from '../semantic/model/request/request.ts'
import type { WarehouseState } from '../semantic/model/warehouse-state.ts'
import { planRequest } from '../semantic/plan/plan-request.ts'
import { withoutSpan } from './runtime.ts'
import type { PreparedQuery, Runtime, StepFacts } from './runtime.ts'

/** Plans a request, and measures the time that it takes. */
export function planQuery(
  { catalog, access, inSpan = withoutSpan }: Runtime,
  state: WarehouseState,
  request: MetricsRequestInput,
): PreparedQuery {
  return inSpan('plan', (describe) => {
    const started = performance.now()
    const plan = planRequest(catalog, request, state, access)
    describe(factsOf(plan))
    return { state, request, plan, planMs: performance.now() - started }
  })
}

/** What a plan is about, for a trace. */
export function factsOf({ provenance, dimensions, period, resultShape }: Plan): StepFacts {
  return {
    metrics: provenance.map(({ metric }) => metric),
    definition_hashes: provenance.map(({ definitionHash }) => definitionHash),
    dimensions,
    grain: period.grain ?? 'none',
    result_shape: resultShape,
  }
}
