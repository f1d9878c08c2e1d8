import { sql, type RawBuilder } from 'kysely'
import { step } from '../../sql/time-bucket.ts'
import { addDays, floorDay, isStartOfPeriod, toCalendar } from '../../time/calendar.ts'
import type { AggregationContext } from '../../sql/from-clause.ts'
import type { Plan } from '../../model/plan.ts'
import type { Grain } from '../../model/request.ts'
import { timeColumn } from '../../sql/grouping.ts'
import type { RetentionRules } from './rules.ts'

type Column = RawBuilder<unknown>

/** The type of a period's first day, or first hour. */
export function periodType(grain: Grain): Column {
  return grain === 'hour' ? sql`timestamptz` : sql`date`
}

/** How many periods lie between a cohort and a later period. */
export function ageBetween(cohort: Column, later: Column, grain: Grain): Column {
  const months = sql`((extract(year from ${later}) - extract(year from ${cohort})) * 12 + extract(month from ${later}) - extract(month from ${cohort}))::integer`
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
export function rollingAge({ plan }: AggregationContext, start: Column, later: Column, days: number): Column {
  return sql`floor(extract(epoch from ${wholeHour(plan, later)} - ${wholeHour(plan, start)}) / ${sql.lit(days * 86_400)})::integer`
}

function wholeHour({ timeZone }: Pick<Plan, 'timeZone'>, instant: Column): Column {
  return sql`date_trunc('hour', ${instant}, ${timeZone}::text)`
}

/** The oldest age that has begun; on the rolling clock the first actor of a cohort is the first to reach it. */
export function oldestAge(context: AggregationContext, { grain, rollingDays }: RetentionRules): Column {
  return rollingDays === null
    ? ageBetween(sql`cohort`, lastPeriod(context, grain), grain)
    : rollingAge(context, sql`first_start`, sql`${context.plan.asOf}::timestamptz`, rollingDays)
}

/**
 * Whether an age is over; on the rolling clock the last actor of a cohort is the last to get there, and as long
 * as its period runs, another may still enter.
 */
export function isOver(
  { plan }: AggregationContext,
  { grain, rollingDays }: RetentionRules,
  lastAge: Column,
): Column {
  const asOf = sql`${plan.asOf}::timestamptz`
  const now = grain === 'hour' ? asOf : sql`(${asOf} at time zone ${plan.timeZone}::text)`
  if (rollingDays !== null) {
    const length = sql`interval ${sql.lit(`${String(rollingDays * 24)} hours`)}`
    return sql`${wholeHour(plan, sql`last_start`)} + (${lastAge} + 1) * ${length} <= ${asOf}\n        and cohort + ${step(grain)} <= ${now}`
  }
  return sql`cohort + (${lastAge} + 1) * ${step(grain)} <= ${now}`
}

/** Nobody comes back before the first cohort asked for: on the instant itself, so that less is read. */
export function sinceFirstCohort({ plan, view }: AggregationContext): readonly Column[] {
  const { from, grain } = plan.period
  if (from === null || grain === 'hour') return []
  const first =
    view.header.time_type === 'date'
      ? sql`${from}::date`
      : sql`(${from}::timestamp at time zone ${plan.timeZone}::text)`
  return [sql`${timeColumn(view)} >= ${first}`]
}

/** The last period that has begun. */
function lastPeriod({ plan }: AggregationContext, grain: Grain): Column {
  if (grain === 'hour') {
    // an hour that begins this very instant has not begun
    return sql`date_trunc('hour', ${plan.asOf}::timestamptz - interval '1 microsecond', ${plan.timeZone}::text)`
  }
  const calendar = toCalendar(plan.parameters)
  const today = plan.period.today
  const known = isStartOfPeriod(plan.asOf, grain, calendar) ? addDays(today, -1) : today
  return sql`${floorDay(known, grain, calendar)}::date`
}
