import { addDays, floorDay, isStartOfPeriod, toCalendar } from '../time/calendar.ts'
import type { Plan } from '../model/plan.ts'
import type { Grain, Span } from '../model/request.ts'
import { spanInterval } from './time-bucket.ts'
import { bind, sql, type Sql } from './text/fragment.ts'

/** The grain of a question that planning rejects without one. */
export function plannedGrain({ period: { grain } }: Pick<Plan, 'period'>): Grain {
  if (grain === null) throw new Error('A question was planned without the grain that its metrics require')
  return grain
}

/** The type of a period's first day, or first hour. */
export function periodType(grain: Grain): 'timestamptz' | 'date' {
  return grain === 'hour' ? 'timestamptz' : 'date'
}

/** The first moment of a local day: the day itself, or with the grain hour the instant at which it begins. */
export function periodStart(
  day: string | null,
  { period: { grain }, timeZone }: Pick<Plan, 'period' | 'timeZone'>,
): Sql {
  return grain === 'hour' ? startOfDay(day, timeZone) : bind(day, 'date')
}

/** The instant at which a local day begins. */
export function startOfDay(day: string | null, timeZone: string): Sql {
  return sql`(${bind(day, 'timestamp')} at time zone ${bind(timeZone, 'text')})`
}

/** `asOf` on the wall clock. */
export function localAsOf({ asOf, timeZone }: Pick<Plan, 'asOf' | 'timeZone'>): Sql {
  return sql`(${bind(asOf, 'timestamptz')} at time zone ${bind(timeZone, 'text')})`
}

/** The last hour asked for that has begun. */
export function lastHour({ asOf, timeZone, period: { until } }: Plan): Sql {
  const known = sql`date_trunc('hour', ${bind(asOf, 'timestamptz')}, ${bind(timeZone, 'text')})`
  return until === null ? known : sql`least(${known}, ${startOfDay(until, timeZone)} - interval '1 hour')`
}

/**
 * The last period asked for that has begun. Facts that are snapshots at a period's end know nothing of a period
 * at its very first instant; an event may have happened in that instant.
 */
export function lastPeriod(plan: Plan, times: readonly ('timestamp' | 'date')[]): Sql {
  return plan.period.grain === 'hour' ? lastHour(plan) : bind(lastPeriodDay(plan, times), 'date')
}

/** The first day of that period. */
export function lastPeriodDay(
  { period: { grain, until, today }, asOf, parameters }: Pick<Plan, 'period' | 'asOf' | 'parameters'>,
  times: readonly ('timestamp' | 'date')[],
): string {
  const calendar = toCalendar(parameters)
  const unit = grain ?? 'day'
  const isUnknown = times.every((time) => time === 'date') && isStartOfPeriod(asOf, unit, calendar)
  const known = floorDay(isUnknown ? addDays(today, -1) : today, unit, calendar)
  const asked = until === null ? known : floorDay(addDays(until, -1), unit, calendar)
  return asked < known ? asked : known
}

/** The period that lies so much before another one: on the wall clock, but hours by how long they are. */
export function periodBefore({ period: { grain }, timeZone }: Plan, period: Sql, span: Span): Sql {
  const earlier = spanInterval(span)
  if (grain !== 'hour') return sql`(${period} - ${earlier})::date`
  if (span.unit === 'hour') return sql`${period} - ${earlier}`
  const zone = bind(timeZone, 'text')
  return sql`((${period} at time zone ${zone}) - ${earlier}) at time zone ${zone}`
}
