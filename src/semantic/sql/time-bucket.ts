import type { View } from '../../catalog/catalog.ts'
import { toCalendar, type Calendar } from '../time/calendar.ts'
import type { Plan } from '../model/plan.ts'
import type { Grain, Span } from '../model/request/request.ts'
import { bind, sql, type Sql } from './text/fragment.ts'

/** The local timestamp of a column with instants or local dates. */
export function localTime(column: Sql, view: View, plan: Pick<Plan, 'timeZone'>): Sql {
  return view.header.time_type === 'date'
    ? sql`${column}::timestamp`
    : sql`(${column} at time zone ${bind(plan.timeZone, 'text')})`
}

/** The time column of a fact. */
export function timeColumn(view: View): Sql {
  return sql.raw(`fact.${view.header.time ?? ''}`)
}

/** The first day of a row's period; with the grain hour, the first instant of the hour. */
export function bucket(
  column: Sql,
  view: View,
  plan: Pick<Plan, 'timeZone' | 'parameters'>,
  grain: Grain,
): Sql {
  if (grain === 'hour') return sql`date_trunc('hour', ${column}, ${bind(plan.timeZone, 'text')})`
  if (isMonthlySnapshot(view, grain)) return column
  return sql`${floorLocal(localTime(column, view, plan), grain, toCalendar(plan.parameters))}::date`
}

/** Whether each row describes one whole period by its first day: monthly facts by month. */
export function isMonthlySnapshot({ header }: View, grain: Grain | null): boolean {
  return grain === 'month' && header.time_type === 'date' && header.finest_grain === 'month'
}

/** The start of the period of a local timestamp. */
export function floorLocal(local: Sql, grain: Grain, { weekStart, fiscalYearStart }: Calendar): Sql {
  const shift =
    grain === 'week'
      ? `${String(weekStart)} days`
      : grain === 'quarter' || grain === 'year'
        ? `${String(fiscalYearStart - 1)} months`
        : '0 days'
  if (shift.startsWith('0 ')) return sql`date_trunc(${sql.lit(grain)}, ${local})`
  const by = sql`interval ${sql.lit(shift)}`
  return sql`(date_trunc(${sql.lit(grain)}, ${local} - ${by}) + ${by})`
}

/** The length of periods. */
export function step(grain: Grain, periods = 1): Sql {
  return grain === 'quarter'
    ? sql`interval ${sql.lit(`${String(periods * 3)} months`)}`
    : sql`interval ${sql.lit(`${String(periods)} ${grain}${periods === 1 ? '' : 's'}`)}`
}

/** The length of a span. */
export function spanInterval({ count, unit }: Span): Sql {
  return step(unit, count)
}
