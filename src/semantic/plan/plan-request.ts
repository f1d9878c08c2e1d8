import type { Catalog } from '../../catalog/catalog.ts'
import type { Access } from '../../policy/access.ts'
import type { Plan } from '../model/plan.ts'
import { readRequest } from '../model/request/read-request.ts'
import type { MetricsRequestInput } from '../model/request/request.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'
import { checkMonths } from './checks/time/months.ts'
import { checkHourlyTimeZone } from './checks/time/hourly-time-zone.ts'
import { checkObservability } from './checks/observability.ts'
import { checkAggregations, checkSize } from './checks/result-size.ts'
import { draftPlan } from './draft-plan.ts'
import { planNotes } from './notes/plan-notes.ts'
import { planProvenance } from './provenance.ts'
import { resolveRequest } from './resolve-request.ts'

/**
 * Plans a request in four phases: resolve its names and parameters, draft the plan, check the draft, and annotate it with
 * provenance and notes. Pure: everything that depends on the data is in `state`.
 *
 * @throws PlumblineError with the reason when a phase rejects the request
 */
export function planRequest(
  catalog: Catalog,
  input: MetricsRequestInput,
  state: WarehouseState,
  access: Access,
): Plan {
  const request = readRequest(input)
  const resolved = resolveRequest(catalog, request, state, access)
  const draft = draftPlan(catalog, resolved, state, access)
  checkMonths(catalog, resolved.allMetrics, draft)
  checkHourlyTimeZone(draft)
  checkAggregations(draft)
  checkSize(draft, state)
  checkObservability(catalog, request, draft)
  return Object.freeze({
    ...draft,
    provenance: planProvenance(catalog, resolved, draft.outputs),
    notes: planNotes(catalog, resolved, draft, state),
  })
}
