import { sql } from 'kysely'
import { floorLocal } from '../bucket.ts'
import { addDays, localDay, toCalendar } from '../calendar.ts'
import { list, type CompiledGroup } from '../common-table.ts'
import { dimensionColumns, fromRows, localDayOf, selectDimensions, type GroupContext } from '../fact-rows.ts'
import { groupBy } from './grouping.ts'

/**
 * Different actors in the days that end with a period (trailing), or the average of each day's actors over
 * those days (average_daily).
 *
 * Every active day switches its actor on and, when the window is over or the next active day takes over,
 * off again; the number who are on is the running sum of the switches. So each day is read once, however
 * long the window, and the count is exact.
 */
export function compileTrailing(context: GroupContext): CompiledGroup {
  const { plan, group } = context
  const [{ metric }] = group.leaves
  const header = metric.header
  if (header.kind !== 'trailing' && header.kind !== 'average_daily')
    throw new Error(`${metric.name} trails nothing`)
  const window = Number(plan.parameters[header.window])
  const offset = header.kind === 'trailing' ? header.offset_days : 0
  const lastDay = lastMeasuredDay(context)
  const { from, grain } = plan.period
  const calendar = toCalendar(plan.parameters)
  const actor = sql.raw(header.actor)
  const days = `${group.name}_days`
  const switches = `${group.name}_switches`
  const conditions = [
    sql`fact.${actor} is not null`,
    sql`${localDayOf(context)} <= ${addDays(lastDay, -offset)}::date`,
    ...(from === null ? [] : [sql`${localDayOf(context)} > ${addDays(from, -window - offset)}::date`]),
  ]
  const off =
    header.kind === 'average_daily'
      ? sql`active_on + ${sql.lit(window)}`
      : sql`least(\n            active_on + ${sql.lit(window)},\n            lead(active_on) over (partition by ${sql.join([...dimensionColumns(group), actor])} order by active_on)\n        )`
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
        body: sql`    select distinct\n        ${list([...selectDimensions(context), sql`fact.${actor}`, sql`${localDayOf(context)} as active_on`])}\n\n    ${fromRows(context, conditions)}`,
      },
      {
        name: switches,
        says: `An active day counts until its window of ${window === 1 ? 'one day' : `${String(window)} days`} is over${header.kind === 'trailing' ? ', or until the next active day takes over' : ''}.`,
        body: sql`    select\n        ${list([...dimensionColumns(group), sql`active_on as on_day`, sql`${off} as off_day`])}\n\n    from ${sql.raw(days)}`,
      },
      {
        name: group.name,
        says: `${metric.name}: by how many the number changes in each period.`,
        body: sql`    select\n        ${list([...period, ...dimensionColumns(group), ...group.leaves.map(({ column }) => sql`sum(change) as ${sql.raw(column)}`)])}\n\n    from (\n        select ${sql.join([...dimensionColumns(group), sql`on_day as switched_on_day`, sql`1 as change`])}\n        from ${sql.raw(switches)}\n        union all\n        select ${sql.join([...dimensionColumns(group), sql`off_day as switched_on_day`, sql`-1 as change`])}\n        from ${sql.raw(switches)}\n    ) as changes\n\n    where ${shifted} <= ${lastDay}::date${groupBy(plan, dimensionColumns(group))}`,
      },
    ],
    measures: group.leaves.map(({ column }) => ({
      column,
      empty: 'zero',
      runningOver: header.kind === 'average_daily' ? window : 1,
    })),
  }
}

/** The day at whose end the last period is looked at: its last, or as of now when that has not come. */
function lastMeasuredDay({ plan }: GroupContext): string {
  const known = localDay(plan.asOf, plan.timeZone)
  const asked = plan.period.until === null ? known : addDays(plan.period.until, -1)
  return asked < known ? asked : known
}
