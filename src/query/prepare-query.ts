import type { MetricsRequestInput } from '../semantic/model/request/request.ts'
import type { QueryOptions } from '../warehouse/engine/engine.ts'
import { nameOtherGroups } from './groups/name-other-group.ts'
import { planQuery } from './plan-query.ts'
import type { PreparedQuery, Runtime } from './runtime.ts'
import { resolveTop } from './groups/top-values.ts'

/** Plans a query. The values of `top` and the names of groups of other values come from queries of their own. */
export async function prepareQuery(
  runtime: Runtime,
  given: MetricsRequestInput,
  options: QueryOptions,
): Promise<PreparedQuery> {
  const state = await runtime.state()
  const withTop = await resolveTop(runtime, state, given, options)
  const request = await nameOtherGroups(runtime, state, withTop, options)
  return planQuery(runtime, state, request)
}
