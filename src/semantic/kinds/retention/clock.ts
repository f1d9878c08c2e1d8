import type { Plan } from '../../model/plan.ts'
import type { Grain } from '../../model/request/request.ts'
import type { AggregationContext } from '../../sql/from-clause.ts'
import { lastStartedDay, localAsOf, startOfDay } from '../../sql/periods.ts'
import { bind, sql, type Sql } from '../../sql/text/fragment.ts'
import { step, timeColumn } from '../../sql/time-bucket.ts'
import type { RetentionRules } from './rules.ts'

/** The number of periods between a cohort and a later period. */
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

/** The number of whole ages of so many days between two instants, both floored to the local hour. */
export function rollingAge({ plan }: AggregationContext, start: Sql, later: Sql, days: number): Sql {
  const elapsed = sql`${wholeHour(plan, later)} - ${wholeHour(plan, start)}`
  return sql`floor(extract(epoch from ${elapsed}) / ${sql.lit(days * 86_400)})::integer`
}

function wholeHour({ timeZone }: Pick<Plan, 'timeZone'>, instant: Sql): Sql {
  return sql`date_trunc('hour', ${instant}, ${bind(timeZone, 'text')})`
}

/** The oldest started age; on the rolling clock, that of the first actor of the cohort. */
export function oldestAge(context: AggregationContext, { grain, rollingDays }: RetentionRules): Sql {
  return rollingDays === null
    ? ageBetween(sql`cohort`, lastPeriod(context, grain), grain)
    : rollingAge(context, sql`first_start`, bind(context.plan.asOf, 'timestamptz'), rollingDays)
}

/**
 * Whether an age has ended for the whole cohort. On the rolling clock this depends on the last actor of the cohort, and
 * on the end of the period in which actors can still enter.
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

/** Limits returns to instants after the start of the first requested cohort, so that fewer rows are read. */
export function sinceFirstCohort({ plan, view }: AggregationContext): readonly Sql[] {
  const { from, grain } = plan.period
  if (from === null || grain === 'hour') return []
  const first = view.header.time_type === 'date' ? bind(from, 'date') : startOfDay(from, plan.timeZone)
  return [sql`${timeColumn(view)} >= ${first}`]
}

/** The last period that has started. */
function lastPeriod({ plan }: AggregationContext, grain: Grain): Sql {
  if (grain === 'hour') {
    // an hour that starts at asOf has not started yet
    return wholeHour(plan, sql`${bind(plan.asOf, 'timestamptz')} - interval '1 microsecond'`)
  }
  return bind(lastStartedDay(plan, ['date'], grain), 'date')
}
