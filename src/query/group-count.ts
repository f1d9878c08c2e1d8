import type { MetricsResult } from '../semantic/model/result.ts'
import {
  computedLimit,
  requestedPeriods,
  periodsBetween,
  tooExpensive,
} from '../semantic/plan/checks/result-size.ts'
import { addDays } from '../semantic/time/calendar.ts'
import type { Plan } from '../semantic/model/plan.ts'
import type { MetricsRequestInput } from '../semantic/model/request.ts'
import { kindOf } from '../semantic/kinds/registry.ts'
import { asWhole } from './as-whole.ts'

/** With fewer periods, counting the groups first would cost more than it saves. */
const manyPeriods = 5_000

type Run = (request: MetricsRequestInput) => Promise<MetricsResult>

/**
 * Rejects a request with too many periods times groups before it is computed; counts the groups with a
 * separate query first.
 *
 * @throws PlumblineError `QUERY_TOO_EXPENSIVE`
 */
export async function checkGroups(request: MetricsRequestInput, plan: Plan, run: Run): Promise<void> {
  const isByPeriod = plan.groups.some(
    ({ baseMetrics: [{ metric }] }) => kindOf(metric).grainRequired !== null,
  )
  const mayBeMany = plan.period.grain === 'hour' || plan.period.grain === 'day'
  if (plan.resultShape !== 'series' || plan.dimensions.length === 0 || isByPeriod || !mayBeMany) return
  const periods = requestedPeriods(plan) ?? (await periodsFound(request, plan, run))
  if (periods < manyPeriods) return
  const allowed = Math.floor(computedLimit(plan) / periods)
  const { grain: _grain, compareTo: _compareTo, ...rest } = withoutRowDetails(request)
  const { rows } = await run({ ...rest, first: allowed + 1 })
  if (rows.length > allowed) throw tooExpensive(plan, periods * rows.length)
}

/** The number of periods since the first one with rows; only hours can be too many. */
async function periodsFound(request: MetricsRequestInput, plan: Plan, run: Run): Promise<number> {
  const { grain } = plan.period
  if (grain === null) return 0
  const { by: _by, keep: _keep, compareTo: _compareTo, ...rest } = withoutRowDetails(request)
  const { rows } = await run({ ...rest, grain: 'day', first: 1 })
  const [first] = rows
  if (typeof first?.[0] !== 'string') return 0
  return periodsBetween(first[0], addDays(plan.period.today, 1), grain)
}

/** The request without details about the rows of its result. */
function withoutRowDetails(request: MetricsRequestInput): MetricsRequestInput {
  const { parts: _parts, toDate: _toDate, ...rest } = asWhole(request)
  return rest
}
