import { sql, type RawBuilder } from 'kysely'
import { floorLocal, step } from '../sql/time-bucket.ts'
import { addDays, toCalendar } from '../time/calendar.ts'
import { list, type CompiledAggregation } from '../sql/cte.ts'
import {
  dimensionColumns,
  fromClause,
  localDayOf,
  selectDimensions,
  type AggregationContext,
} from '../sql/from-clause.ts'
import { groupBy } from '../sql/grouping.ts'
import { concatSql } from '../sql/template.ts'
import { series, type HeaderOf, type Kind } from './kind.ts'

/** Distinct actors in the days that end with a period. */
export const trailing: Kind<HeaderOf<'trailing'>> = {
  ...series,
  finestGrain: 'day',
  aggregationKey: ({ actor, window, offset_days }) => `trailing ${actor} ${window} ${String(offset_days)}`,
  compile: compileTrailing,
}

/** The mean of each day's distinct actors in the days that end with a period. */
export const averageDaily: Kind<HeaderOf<'average_daily'>> = {
  ...series,
  finestGrain: 'day',
  aggregationKey: ({ actor, window }) => `average_daily ${actor} ${window}`,
  compile: compileTrailing,
}

/**
 * Different actors in the days that end with a period (trailing), or the average of each day's actors over
 * those days (average_daily).
 *
 * Every active day switches its actor on and, when the window is over or the next active day takes over,
 * off again; the number who are on is the running sum of the switches. So each day is read once, however
 * long the window, and the count is exact.
 */
function compileTrailing(context: AggregationContext): CompiledAggregation {
  const { plan, group } = context
  const [{ metric }] = group.leaves
  const header = metric.header
  if (header.kind !== 'trailing' && header.kind !== 'average_daily')
    throw new Error(`${metric.name} trails nothing`)
  const window = readWindow(plan.parameters[header.window])
  const offset = header.kind === 'trailing' ? header.offset_days : 0
  const lastDay = lastMeasuredDay(context)
  const { from, grain } = plan.period
  const calendar = toCalendar(plan.parameters)
  const actor = sql.raw(header.actor)
  const firstDay = from === null ? null : lookBack(addDays(from, -offset), window)
  const days = `${group.name}_days`
  const switches = `${group.name}_switches`
  const conditions = [
    sql`fact.${actor} is not null`,
    sql`${localDayOf(context)} <= ${addDays(lastDay, -offset)}::date`,
    ...(firstDay === null ? [] : [sql`${localDayOf(context)} >= ${firstDay}::date`]),
  ]
  const off =
    header.kind === 'average_daily'
      ? windowEnd(window)
      : sql`least(\n            ${windowEnd(window)},\n            lead(active_on) over (partition by ${concatSql([...dimensionColumns(group), actor])} order by active_on)\n        )`
  const shifted = offset === 0 ? sql`switched_on_day` : sql`switched_on_day + ${sql.lit(offset)}`
  const floored =
    grain === null ? null : sql`${floorLocal(sql`(${shifted})::timestamp`, grain, calendar)}::date`
  // what was switched on before the first period is on when it begins
  const period =
    floored === null
      ? []
      : [sql`${from === null ? floored : sql`greatest(${floored}, ${from}::date)`} as period_start`]
  return {
    name: group.name,
    tables: [
      {
        name: days,
        says: `Each ${header.actor} once on every day it was active.`,
        body: sql`    select distinct\n        ${list([...selectDimensions(context), sql`fact.${actor}`, sql`${localDayOf(context)} as active_on`])}\n\n    ${fromClause(context, conditions)}`,
      },
      {
        name: switches,
        says: `An active day counts until its ${windowName(window)} is over${header.kind === 'trailing' ? ', or until the next active day takes over' : ''}.`,
        body: sql`    select\n        ${list([...dimensionColumns(group), sql`active_on as on_day`, sql`${off} as off_day`])}\n\n    from ${sql.raw(days)}`,
      },
      {
        name: group.name,
        says: `${metric.name}: by how many the number changes in each period.`,
        body: sql`    select\n        ${list([...period, ...dimensionColumns(group), ...group.leaves.map(({ column }) => sql`sum(change) as ${sql.raw(column)}`)])}\n\n    from (\n        select ${concatSql([...dimensionColumns(group), sql`on_day as switched_on_day`, sql`1 as change`])}\n        from ${sql.raw(switches)}\n        union all\n        select ${concatSql([...dimensionColumns(group), sql`off_day as switched_on_day`, sql`-1 as change`])}\n        from ${sql.raw(switches)}\n    ) as changes\n\n    where ${shifted} <= ${lastDay}::date${groupBy(plan, dimensionColumns(group))}`,
      },
    ],
    measures: group.leaves.map(({ column }) => ({
      column,
      empty: 'zero',
      runningOver: header.kind === 'average_daily' ? daysLookedAt(context, window, lastDay) : 1,
    })),
  }
}

/** So many days up to one of them, or those of its calendar month. */
type Window = number | 'calendar'

function readWindow(value: unknown): Window {
  return value === 'calendar' ? value : Number(value)
}

function windowName(window: Window): string {
  if (window === 'calendar') return 'calendar month'
  return `window of ${window === 1 ? 'one day' : `${String(window)} days`}`
}

/** The first day that the window of a day looks at. */
function lookBack(day: string, window: Window): string {
  return window === 'calendar' ? `${day.slice(0, 7)}-01` : addDays(day, 1 - window)
}

/** The first day that no longer looks at `active_on`. */
function windowEnd(window: Window): RawBuilder<unknown> {
  return window === 'calendar'
    ? sql`(date_trunc('month', active_on::timestamp) + interval '1 month')::date`
    : sql`active_on + ${sql.lit(window)}`
}

/** How many days the window has that ends with a period; of a month, those that have passed. */
function daysLookedAt({ plan }: AggregationContext, window: Window, lastDay: string): RawBuilder<unknown> {
  if (window !== 'calendar') return sql.lit(window)
  const { grain } = plan.period
  const end =
    grain === null
      ? sql`${lastDay}::date`
      : sql`least((period_start + ${step(grain)})::date - 1, ${lastDay}::date)`
  return sql`extract(day from ${end})`
}

/** The day at whose end the last period is looked at: its last, or as of now when that has not come. */
function lastMeasuredDay({ plan }: AggregationContext): string {
  const known = plan.period.today
  const asked = plan.period.until === null ? known : addDays(plan.period.until, -1)
  return asked < known ? asked : known
}
