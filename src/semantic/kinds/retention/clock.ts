import type { Plan } from '../../model/plan.ts'
import type { Grain } from '../../model/request.ts'
import type { AggregationContext } from '../../sql/from-clause.ts'
import { localAsOf, startOfDay } from '../../sql/periods.ts'
import { bind, sql, type Sql } from '../../sql/text/fragment.ts'
import { step, timeColumn } from '../../sql/time-bucket.ts'
import { addDays, floorDay, isStartOfPeriod, toCalendar } from '../../time/calendar.ts'
import type { RetentionRules } from './rules.ts'

/** How many periods lie between a cohort and a later period. */
export function ageBetween(cohort: Sql, later: Sql, grain: Grain): Sql {
  const years = sql`extract(year from ${later}) - extract(year from ${cohort})`
  const months = sql`((${years}) * 12 + extract(month from ${later}) - extract(month from ${cohort}))::integer`
  switch (grain) {
    case 'hour':
      return sql`(extract(epoch from ${later} - ${cohort}) / 3600)::integer`
    case 'day':
      return sql`(${later} - ${cohort})`
    case 'week':
      return sql`((${later} - ${cohort}) / 7)`
    case 'month':
      return months
    case 'quarter':
      return sql`(${months} / 3)`
    case 'year':
      return sql`(${months} / 12)`
  }
}

/** How many times so many days have passed between two instants, both floored to the hour of the time zone. */
export function rollingAge({ plan }: AggregationContext, start: Sql, later: Sql, days: number): Sql {
  const elapsed = sql`${wholeHour(plan, later)} - ${wholeHour(plan, start)}`
  return sql`floor(extract(epoch from ${elapsed}) / ${sql.lit(days * 86_400)})::integer`
}

function wholeHour({ timeZone }: Pick<Plan, 'timeZone'>, instant: Sql): Sql {
  return sql`date_trunc('hour', ${instant}, ${bind(timeZone, 'text')})`
}

/** The oldest age that has begun; on the rolling clock the first actor of a cohort is the first to reach it. */
export function oldestAge(context: AggregationContext, { grain, rollingDays }: RetentionRules): Sql {
  return rollingDays === null
    ? ageBetween(sql`cohort`, lastPeriod(context, grain), grain)
    : rollingAge(context, sql`first_start`, bind(context.plan.asOf, 'timestamptz'), rollingDays)
}

/**
 * Whether an age is over; on the rolling clock the last actor of a cohort is the last to get there, and as long
 * as its period runs, another may still enter.
 */
export function isOver(
  { plan }: AggregationContext,
  { grain, rollingDays }: RetentionRules,
  lastAge: Sql,
): Sql {
  const asOf = bind(plan.asOf, 'timestamptz')
  const now = grain === 'hour' ? asOf : localAsOf(plan)
  if (rollingDays !== null) {
    const length = sql`interval ${sql.lit(`${String(rollingDays * 24)} hours`)}`
    const isReached = sql`${wholeHour(plan, sql`last_start`)} + (${lastAge} + 1) * ${length} <= ${asOf}`
    return sql`${isReached} and cohort + ${step(grain)} <= ${now}`
  }
  return sql`cohort + (${lastAge} + 1) * ${step(grain)} <= ${now}`
}

/** Nobody comes back before the first cohort asked for: on the instant itself, so that less is read. */
export function sinceFirstCohort({ plan, view }: AggregationContext): readonly Sql[] {
  const { from, grain } = plan.period
  if (from === null || grain === 'hour') return []
  const first = view.header.time_type === 'date' ? bind(from, 'date') : startOfDay(from, plan.timeZone)
  return [sql`${timeColumn(view)} >= ${first}`]
}

/** The last period that has begun. */
function lastPeriod({ plan }: AggregationContext, grain: Grain): Sql {
  if (grain === 'hour') {
    // an hour that begins this very instant has not begun
    return wholeHour(plan, sql`${bind(plan.asOf, 'timestamptz')} - interval '1 microsecond'`)
  }
  const calendar = toCalendar(plan.parameters)
  const today = plan.period.today
  const known = isStartOfPeriod(plan.asOf, grain, calendar) ? addDays(today, -1) : today
  return bind(floorDay(known, grain, calendar), 'date')
}
