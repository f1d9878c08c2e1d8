import type { HeaderOf } from '../../catalog/headers/view-header.ts'
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
import { series, type Kind, type KindContext } from './kind.ts'

/** Distinct actors in a window of days that ends with the period. */
export const trailing: Kind<HeaderOf<'trailing'>> = {
  ...series,
  description: 'Distinct actors in a window that ends with the period.',
  formula: ({ actor, window, offset_days }) =>
    `distinct \`${actor}\` in the last \`${window}\` ` +
    `days${offset_days === 0 ? '' : `, ${String(offset_days)} days earlier`}`,
  finestGrain: 'day',
  aggregationKey: ({ actor, window, offset_days }) => `trailing ${actor} ${window} ${String(offset_days)}`,
  compile: (context) =>
    compileSwitches(context, { offset: context.baseMetrics[0].header.offset_days, isMean: false }),
}

/** The mean number of distinct actors per day in a window that ends with the period. */
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
 * Distinct actors in the window of each period (trailing), or the mean of the daily actors in it (average_daily).
 *
 * Every active day adds 1 on that day, and subtracts 1 when its window ends or the next active day of the actor starts.
 * The running sum of these changes is the number of actors. So each day is read once, for windows of any length, and
 * the count is exact.
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
  const firstDay = from === null ? null : windowStart(addDays(from, -offset), window)
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
          `An active day counts until its ${windowName(window)} ` +
          `ends${isMean ? '' : ', or until the next active day'}.`,
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
        comment: `${metric.name}: the change in each period.`,
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
      runningOver: isMean ? daysInWindow(context, window, lastDay) : 1,
    })),
  }
}

/** The period of a change. Changes before the first period count in it. */
function changePeriod({ plan }: AggregationContext, day: Sql): readonly Sql[] {
  const { from, grain } = plan.period
  if (grain === null) return []
  const period = sql`${floorLocal(sql`(${day})::timestamp`, grain, toCalendar(plan.parameters))}::date`
  return [as(from === null ? period : sql`greatest(${period}, ${bind(from, 'date')})`, 'period_start')]
}

/** A number of days, or the calendar month up to the day. */
type Window = number | 'calendar'

function readWindow(value: unknown): Window {
  return value === 'calendar' ? value : Number(value)
}

function windowName(window: Window): string {
  if (window === 'calendar') return 'calendar month'
  return `window of ${window === 1 ? 'one day' : `${String(window)} days`}`
}

/** The first day in the window of a day. */
function windowStart(day: string, window: Window): string {
  return window === 'calendar' ? `${day.slice(0, 7)}-01` : addDays(day, 1 - window)
}

/** The first day whose window does not contain `active_on`. */
function windowEnd(window: Window): Sql {
  return window === 'calendar'
    ? sql`(date_trunc('month', active_on::timestamp) + interval '1 month')::date`
    : sql`active_on + ${sql.lit(window)}`
}

/** The number of days in the window of a period; for a calendar month, those that have passed. */
function daysInWindow({ plan }: AggregationContext, window: Window, lastDay: string): Sql {
  if (window !== 'calendar') return sql.lit(window)
  const { grain } = plan.period
  const end =
    grain === null
      ? bind(lastDay, 'date')
      : sql`least((period_start + ${step(grain)})::date - 1, ${bind(lastDay, 'date')})`
  return sql`extract(day from ${end})`
}

/** The last day of the last period, or the day of `asOf` when that is earlier. */
function lastMeasuredDay({ plan }: AggregationContext): string {
  const { until, today } = plan.period
  const requested = until === null ? today : addDays(until, -1)
  return requested < today ? requested : today
}
