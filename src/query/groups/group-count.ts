import {
  computedLimit,
  requestedPeriods,
  periodsBetween,
  tooExpensive,
} from '../../semantic/plan/checks/result-size.ts'
import { neededDimensions } from '../../semantic/plan/checks/needed-dimensions.ts'
import { addDays } from '../../semantic/time/calendar.ts'
import type { MetricsRequestInput } from '../../semantic/model/request/request.ts'
import type { QueryOptions } from '../../warehouse/engine/engine.ts'
import { asWhole } from '../parts/as-whole.ts'
import { isByPeriodOnly } from '../parts/by-period-only.ts'
import { runPart } from '../parts/run-part.ts'
import type { PreparedQuery, Runtime } from '../runtime.ts'

/** With fewer periods, counting the groups first would cost more than it saves. */
const manyPeriods = 5_000

/**
 * Rejects a request with too many periods times groups before it is computed; counts the groups with a
 * separate query first.
 *
 * @throws PlumblineError `QUERY_TOO_EXPENSIVE`
 */
export async function checkGroups(
  runtime: Runtime,
  query: PreparedQuery,
  options: QueryOptions,
): Promise<void> {
  const { state, request, plan } = query
  const mayBeMany = plan.period.grain === 'hour' || plan.period.grain === 'day'
  if (plan.resultShape !== 'series' || plan.dimensions.length === 0 || isByPeriodOnly(plan) || !mayBeMany)
    return
  const periods = requestedPeriods(plan) ?? (await periodsFound(runtime, query, options))
  if (periods < manyPeriods) return
  const allowed = Math.floor(computedLimit(plan) / periods)
  const { grain: _grain, compareTo: _compareTo, ...rest } = withoutRowDetails(request)
  const { rows } = await runPart(runtime, state, { ...rest, first: allowed + 1 }, options)
  if (rows.length > allowed) throw tooExpensive(plan, periods * rows.length)
}

/** The number of periods since the first one with rows; only hours can be too many. */
async function periodsFound(
  runtime: Runtime,
  { state, request, plan }: PreparedQuery,
  options: QueryOptions,
): Promise<number> {
  const { grain } = plan.period
  if (grain === null) return 0
  const { by = [], keep: _keep, compareTo: _compareTo, ...rest } = withoutRowDetails(request)
  const needed = plan.outputs.flatMap(({ metric }) => neededDimensions(runtime.catalog, metric.name))
  const part = { ...rest, by: by.filter((name) => needed.includes(name.toLowerCase())) }
  const { rows } = await runPart(runtime, state, { ...part, grain: 'day', first: 1 }, options)
  const [first] = rows
  if (typeof first?.[0] !== 'string') return 0
  return periodsBetween(first[0], addDays(plan.period.today, 1), grain)
}

/** The request without details about the rows of its result. */
function withoutRowDetails(request: MetricsRequestInput): MetricsRequestInput {
  const { parts: _parts, toDate: _toDate, ...rest } = asWhole(request)
  return rest
}
