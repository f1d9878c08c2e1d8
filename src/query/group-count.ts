import type { MetricsResult } from '../semantic/model/result.ts'
import {
  computedLimit,
  periodsAsked,
  periodsBetween,
  tooExpensive,
} from '../semantic/plan/checks/result-size.ts'
import { addDays } from '../semantic/time/calendar.ts'
import type { Plan } from '../semantic/model/plan.ts'
import type { MetricsRequestInput } from '../semantic/model/request.ts'
import { kindOf } from '../semantic/kinds/registry.ts'
import { asWhole } from './as-whole.ts'

/** With fewer periods than this, counting the groups first would cost more than it saves. */
const manyPeriods = 5_000

type Ask = (request: MetricsRequestInput) => Promise<MetricsResult>

/**
 * Refuses a question of many periods for many groups before every period is filled for every group: how many
 * groups there are is asked first.
 *
 * @throws PlumblineError `QUERY_TOO_EXPENSIVE`
 */
export async function checkGroups(request: MetricsRequestInput, plan: Plan, ask: Ask): Promise<void> {
  const isByPeriod = plan.groups.some(({ leaves: [{ metric }] }) => kindOf(metric).grainRequired !== null)
  const mayBeMany = plan.period.grain === 'hour' || plan.period.grain === 'day'
  if (plan.shape !== 'series' || plan.dimensions.length === 0 || isByPeriod || !mayBeMany) return
  const periods = periodsAsked(plan) ?? (await periodsFound(request, plan, ask))
  if (periods < manyPeriods) return
  const allowed = Math.floor(computedLimit(plan) / periods)
  const { grain: _grain, compareTo: _compareTo, ...rest } = bare(request)
  const { rows } = await ask({ ...rest, first: allowed + 1 })
  if (rows.length > allowed) throw tooExpensive(plan, periods * rows.length)
}

/** How many periods there are since the first one with anything in it; only hours may be too many. */
async function periodsFound(request: MetricsRequestInput, plan: Plan, ask: Ask): Promise<number> {
  const { grain } = plan.period
  if (grain === null) return 0
  const { by: _by, keep: _keep, compareTo: _compareTo, ...rest } = bare(request)
  const { rows } = await ask({ ...rest, grain: 'day', first: 1 })
  const [first] = rows
  if (typeof first?.[0] !== 'string') return 0
  return periodsBetween(first[0], addDays(plan.period.today, 1), grain)
}

/** The question without what is about the rows of its answer. */
function bare(request: MetricsRequestInput): MetricsRequestInput {
  const { parts: _parts, toDate: _toDate, ...rest } = asWhole(request)
  return rest
}
