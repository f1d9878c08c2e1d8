import { sql, type RawBuilder } from 'kysely'
import { addDays, floorDay, isStartOfPeriod, toCalendar } from '../time/calendar.ts'
import type { Plan } from '../model/plan.ts'

/**
 * The last period asked for that has begun. Facts that are snapshots at a period's end know nothing of a period
 * at its very first instant; an event may have happened in that instant.
 */
export function lastPeriod(plan: Plan, times: readonly ('timestamp' | 'date')[]): RawBuilder<unknown> {
  if (plan.period.grain === 'hour') {
    const known = sql`date_trunc('hour', ${plan.asOf}::timestamptz, ${plan.timeZone}::text)`
    const until = plan.period.until
    return until === null
      ? known
      : sql`least(${known}, (${until}::timestamp at time zone ${plan.timeZone}::text) - interval '1 hour')`
  }
  return sql`${lastPeriodDay(plan, times)}::date`
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
