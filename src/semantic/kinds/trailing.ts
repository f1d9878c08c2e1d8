import { parameterValue } from '../model/parameter-value.ts'
import type { CompiledAggregation } from '../sql/cte.ts'
import {
  dimensionColumns,
  factRows,
  groupColumns,
  localDayOf,
  selectDimensions,
  type AggregationContext,
} from '../sql/from-clause.ts'
import { unionAll } from '../sql/select.ts'
import { as, bind, concatSql, sql, type Sql } from '../sql/text/fragment.ts'
import { floorLocal, step } from '../sql/time-bucket.ts'
import { addDays, toCalendar } from '../time/calendar.ts'
import { series, type HeaderOf, type Kind, type KindContext } from './kind.ts'

/** Distinct actors in the days that end with a period. */
export const trailing: Kind<HeaderOf<'trailing'>> = {
  ...series,
  description: 'Different actors in a window that ends with the period.',
  formula: ({ actor, window, offset_days }) =>
    `distinct \`${actor}\` in the last \`${window}\` ` +
    `days${offset_days === 0 ? '' : `, ${String(offset_days)} days earlier`}`,
  finestGrain: 'day',
  aggregationKey: ({ actor, window, offset_days }) => `trailing ${actor} ${window} ${String(offset_days)}`,
  compile: (context) =>
    compileSwitches(context, { offset: context.baseMetrics[0].header.offset_days, isMean: false }),
}

/** The mean of each day's distinct actors in the days that end with a period. */
export const averageDaily: Kind<HeaderOf<'average_daily'>> = {
  ...series,
  description: 'The mean over the days of a window of a daily count of actors.',
  formula: ({ actor, window }) =>
    `the mean of distinct \`${actor}\` per day over the last \`${window}\` days`,
  finestGrain: 'day',
  isFractional: true,
  aggregationKey: ({ actor, window }) => `average_daily ${actor} ${window}`,
  compile: (context) => compileSwitches(context, { offset: 0, isMean: true }),
}

/**
 * Different actors in the days that end with a period (trailing), or the average of each day's actors over
 * those days (average_daily).
 *
 * Every active day switches its actor on and, when the window is over or the next active day takes over,
 * off again; the number who are on is the running sum of the switches. So each day is read once, however
 * long the window, and the count is exact.
 */
function compileSwitches(
  context: KindContext<HeaderOf<'trailing' | 'average_daily'>>,
  { offset, isMean }: { readonly offset: number; readonly isMean: boolean },
): CompiledAggregation {
  const { plan, group, baseMetrics } = context
  const [{ metric, header }] = baseMetrics
  const window = readWindow(parameterValue(plan.parameters, header.window))
  const lastDay = lastMeasuredDay(context)
  const { from } = plan.period
  const actor = sql.raw(header.actor)
  const firstDay = from === null ? null : lookBack(addDays(from, -offset), window)
  const dimensions = dimensionColumns(group)
  const days = `${group.name}_days`
  const switches = `${group.name}_switches`
  const off = windowEnd(window)
  const nextActiveDay = sql`lead(active_on) over (partition by ${concatSql([...dimensions, actor])} order by active_on)`
  const shifted = offset === 0 ? sql`switched_on` : sql`switched_on + ${sql.lit(offset)}`
  return {
    name: group.name,
    ctes: [
      {
        name: days,
        comment: `Each ${header.actor} once on every day it was active.`,
        body: {
          distinct: true,
          columns: [...selectDimensions(context), sql`fact.${actor}`, as(localDayOf(context), 'active_on')],
          ...factRows(context, {
            where: [
              sql`fact.${actor} is not null`,
              sql`${localDayOf(context)} <= ${bind(addDays(lastDay, -offset), 'date')}`,
              ...(firstDay === null ? [] : [sql`${localDayOf(context)} >= ${bind(firstDay, 'date')}`]),
            ],
          }),
        },
      },
      {
        name: switches,
        comment:
          `An active day counts until its ${windowName(window)} is ` +
          `over${isMean ? '' : ', or until the next active day takes over'}.`,
        body: {
          columns: [
            ...dimensions,
            sql`active_on as on_day`,
            as(isMean ? off : sql`least(${off}, ${nextActiveDay})`, 'off_day'),
          ],
          from: sql.raw(days),
        },
      },
      {
        name: group.name,
        comment: `${metric.name}: by how many the number changes in each period.`,
        body: {
          columns: [
            ...changePeriod(context, shifted),
            ...dimensions,
            ...baseMetrics.map(({ column }) => as(sql`sum(change)`, column)),
          ],
          from: {
            query: unionAll([
              {
                columns: [...dimensions, sql`on_day as switched_on`, sql`1 as change`],
                from: sql.raw(switches),
              },
              {
                columns: [...dimensions, sql`off_day as switched_on`, sql`-1 as change`],
                from: sql.raw(switches),
              },
            ]),
            as: sql`changes`,
          },
          where: [sql`${shifted} <= ${bind(lastDay, 'date')}`],
          groupBy: groupColumns(context),
        },
      },
    ],
    measures: baseMetrics.map(({ column }) => ({
      column,
      empty: 'zero',
      runningOver: isMean ? daysLookedAt(context, window, lastDay) : 1,
    })),
  }
}

/** The period in which a change counts: what was switched on before the first one is on when it begins. */
function changePeriod({ plan }: AggregationContext, day: Sql): readonly Sql[] {
  const { from, grain } = plan.period
  if (grain === null) return []
  const period = sql`${floorLocal(sql`(${day})::timestamp`, grain, toCalendar(plan.parameters))}::date`
  return [as(from === null ? period : sql`greatest(${period}, ${bind(from, 'date')})`, 'period_start')]
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
function windowEnd(window: Window): Sql {
  return window === 'calendar'
    ? sql`(date_trunc('month', active_on::timestamp) + interval '1 month')::date`
    : sql`active_on + ${sql.lit(window)}`
}

/** How many days the window has that ends with a period; of a month, those that have passed. */
function daysLookedAt({ plan }: AggregationContext, window: Window, lastDay: string): Sql {
  if (window !== 'calendar') return sql.lit(window)
  const { grain } = plan.period
  const end =
    grain === null
      ? bind(lastDay, 'date')
      : sql`least((period_start + ${step(grain)})::date - 1, ${bind(lastDay, 'date')})`
  return sql`extract(day from ${end})`
}

/** The day at whose end the last period is looked at: its last, or as of now when that has not come. */
function lastMeasuredDay({ plan }: AggregationContext): string {
  const known = plan.period.today
  const asked = plan.period.until === null ? known : addDays(plan.period.until, -1)
  return asked < known ? asked : known
}
