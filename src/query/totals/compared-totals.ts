import { DateTime } from 'luxon'
import type { MetricsResult } from '../../semantic/model/result.ts'
import { addDays, floorDay, nextPeriod, subtract, toCalendar } from '../../semantic/time/calendar.ts'
import {
  comparedTotalColumns,
  compileComparedTotals,
  type EarlierTotal,
} from '../../semantic/compile/compared-totals.ts'
import { asTotalOf } from '../../semantic/compile/result/withhold.ts'
import { withEffectiveOptions } from '../../semantic/parameters/effective-options.ts'
import { planRequest } from '../../semantic/plan/plan-request.ts'
import type { Plan } from '../../semantic/model/plan.ts'
import type { MetricsRequestInput, Span } from '../../semantic/model/request/request.ts'
import { displayRange } from '../../semantic/plan/display-range.ts'
import type { QueryOptions } from '../../warehouse/engine/engine.ts'
import type { PreparedQuery, Runtime } from '../runtime.ts'
import { lastPeriodDay } from '../../semantic/sql/periods.ts'

/**
 * The total over all displayed periods, with the totals of the periods that they are compared with: the
 * sums of the columns of a comparison, for metrics whose values add up.
 *
 * @param below the plan of the rows in the same answer
 * @param total the request without pages, grain, dimensions and days
 */
export async function comparedTotals(
  runtime: Runtime,
  { state, plan }: PreparedQuery,
  below: Plan,
  total: MetricsRequestInput,
  options: QueryOptions,
): Promise<{ readonly names: readonly string[]; readonly row: MetricsResult['rows'][number] }> {
  const { catalog, engine, access } = runtime
  const request = withEffectiveOptions(catalog, total, state.parameters)
  const planTotal = (range: Pick<MetricsRequestInput, 'from' | 'to'>) =>
    asTotalOf(planRequest(catalog, { ...request, ...range }, state, access), below)
  const whole = planTotal(displayRange(plan.period))
  const times = plan.aggregations.map(({ view }) => catalog.views.get(view)?.header.time_type ?? 'timestamp')
  const earlier = plan.comparisons.map((span): EarlierTotal => {
    const { instants, ...days } = periodsBefore(plan, span, times)
    const before = planTotal(days)
    return { span, plan: { ...before, period: { ...before.period, instants } } }
  })
  const { rows } = await engine.queryArrays(compileComparedTotals(catalog, whole, earlier), options)
  return { names: comparedTotalColumns(plan, whole), row: rows[0] ?? [] }
}

/** The whole periods that the displayed ones are compared with. */
function periodsBefore(
  plan: Plan,
  span: Span,
  times: readonly ('timestamp' | 'date')[],
): Pick<MetricsRequestInput, 'from' | 'to'> & Pick<Plan['period'], 'instants'> {
  const { grain } = plan.period
  const { from } = displayRange(plan.period)
  if (grain === 'hour') return hoursBefore(plan, span, from)
  const calendar = toCalendar(plan.parameters)
  const unit = grain ?? 'day'
  const before = (day: string) => floorDay(subtract(day, span), unit, calendar)
  return {
    instants: null,
    ...(from === undefined ? {} : { from: before(from) }),
    to: addDays(nextPeriod(before(lastPeriodDay(plan, times)), unit, calendar), -1),
  }
}

/** The same for hours, which start and end within days. */
function hoursBefore(
  { period, timeZone, asOf }: Plan,
  { count, unit }: Span,
  from: string | undefined,
): ReturnType<typeof periodsBefore> {
  const at = (written: string) => DateTime.fromISO(written, { zone: timeZone })
  const before = (moment: DateTime) => moment.minus({ [`${unit}s`]: count })
  const observed = at(asOf).startOf('hour').plus({ hours: 1 })
  const requested = period.until === null ? observed : at(period.until)
  const end = before(requested < observed ? requested : observed)
  const first = from === undefined ? null : before(at(from))
  return {
    ...(first === null ? {} : { from: first.toISODate() ?? '' }),
    to: end.toISODate() ?? '',
    instants: { from: first?.toUTC().toISO() ?? null, until: end.toUTC().toISO() ?? '' },
  }
}
