import { addDays, floorDay, isStartOfPeriod, toCalendar } from '../time/calendar.ts'
import type { Plan } from '../model/plan.ts'
import type { Grain, Span } from '../model/request/request.ts'
import { spanInterval } from './time-bucket.ts'
import { countedUntil } from '../time/cut.ts'
import { bind, sql, type Sql } from './text/fragment.ts'

/** The grain of a plan that requires one. */
export function plannedGrain({ period: { grain } }: Pick<Plan, 'period'>): Grain {
  if (grain === null) throw new Error('The plan has no grain, but its metrics require one')
  return grain
}

/** The SQL type of the start of a period. */
export function periodType(grain: Grain): 'timestamptz' | 'date' {
  return grain === 'hour' ? 'timestamptz' : 'date'
}

/** The start of the period of a local day: the day, or with the grain hour its first instant. */
export function periodStart(
  day: string | null,
  { period: { grain }, timeZone }: Pick<Plan, 'period' | 'timeZone'>,
): Sql {
  return grain === 'hour' ? startOfDay(day, timeZone) : bind(day, 'date')
}

/** The first instant of a local day. */
export function startOfDay(day: string | null, timeZone: string): Sql {
  return sql`(${bind(day, 'timestamp')} at time zone ${bind(timeZone, 'text')})`
}

/** `asOf` as a local timestamp. */
export function localAsOf({ asOf, timeZone }: Pick<Plan, 'asOf' | 'timeZone'>): Sql {
  return sql`(${bind(asOf, 'timestamptz')} at time zone ${bind(timeZone, 'text')})`
}

/** The last requested hour that has started. */
export function lastHour({ asOf, timeZone, period: { until } }: Plan): Sql {
  const current = sql`date_trunc('hour', ${bind(asOf, 'timestamptz')}, ${bind(timeZone, 'text')})`
  return until === null ? current : sql`least(${current}, ${startOfDay(until, timeZone)} - interval '1 hour')`
}

/**
 * The last requested period that has started. At its first instant a period has no snapshot yet, but it may have
 * events.
 */
export function lastPeriod(plan: Plan, times: readonly ('timestamp' | 'date')[]): Sql {
  return plan.period.grain === 'hour' ? lastHour(plan) : bind(lastPeriodDay(plan, times), 'date')
}

/** The first day of the last requested period that has started. */
export function lastPeriodDay(
  plan: Pick<Plan, 'period' | 'asOf' | 'parameters'>,
  times: readonly ('timestamp' | 'date')[],
  grain: Grain = plan.period.grain ?? 'day',
): string {
  const until = countedUntil(plan.period)
  const started = lastStartedDay(plan, times, grain)
  if (until === null) return started
  const requested = floorDay(addDays(until, -1), grain, toCalendar(plan.parameters))
  return requested < started ? requested : started
}

/** The first day of the last period that has started. */
export function lastStartedDay(
  { period: { today }, asOf, parameters }: Pick<Plan, 'period' | 'asOf' | 'parameters'>,
  times: readonly ('timestamp' | 'date')[],
  grain: Grain,
): string {
  const calendar = toCalendar(parameters)
  const hasNoSnapshot = times.every((time) => time === 'date') && isStartOfPeriod(asOf, grain, calendar)
  return floorDay(hasNoSnapshot ? addDays(today, -1) : today, grain, calendar)
}

/** The period earlier by a span: in local time, or for a span of hours in elapsed time. */
export function periodBefore({ period: { grain }, timeZone }: Plan, period: Sql, span: Span): Sql {
  const earlier = spanInterval(span)
  if (grain !== 'hour') return sql`(${period} - ${earlier})::date`
  if (span.unit === 'hour') return sql`${period} - ${earlier}`
  const zone = bind(timeZone, 'text')
  return sql`((${period} at time zone ${zone}) - ${earlier}) at time zone ${zone}`
}
