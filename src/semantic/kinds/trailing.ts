import type { HeaderOf } from '../../catalog/headers/metric-header.ts'
import { membersOf } from '../../policy/members.ts'
import { parameterValue } from '../model/parameter-value.ts'
import type { CompiledAggregation, Cte } from '../sql/cte.ts'
import { accountOfActor, accountOfFact } from '../sql/actor-account.ts'
import {
  dimensionColumns,
  factRows,
  groupColumns,
  localDayOf,
  selectDimensions,
  type AggregationContext,
} from '../sql/from-clause.ts'
import { memberMeasures, memberOfRow, membersColumns } from '../sql/members.ts'
import { unionAll, type Query } from '../sql/select.ts'
import { as, bind, concatSql, sql, type Sql } from '../sql/text/fragment.ts'
import { floorLocal, step } from '../sql/time-bucket.ts'
import { addDays, toCalendar } from '../time/calendar.ts'
import { countedUntil } from '../time/cut.ts'
import { series, type Kind, type KindContext } from './kind.ts'

/** Distinct actors in a window of days that ends with the period. */
export const trailing: Kind<HeaderOf<'trailing'>> = {
  ...series,
  description: 'Distinct actors in a window that ends with the period.',
  formula: ({ actor, window, offset_days }) =>
    `distinct \`${actor}\` in the last \`${window}\` ` +
    `days${offset_days === 0 ? '' : `, ${String(offset_days)} days earlier`}`,
  finestGrain: 'day',
  needsEveryRow: () => null,
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
  needsEveryRow: () => null,
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
  const { plan, aggregation, view, baseMetrics } = context
  const [{ metric, header }] = baseMetrics
  const window = readWindow(parameterValue(plan.parameters, header.window))
  const lastDay = lastMeasuredDay(context)
  const shifted = offset === 0 ? sql`switched_on` : sql`switched_on + ${sql.lit(offset)}`
  const count = { window, offset, lastDay }
  const switches = `${aggregation.name}_switches`
  const opened = `${aggregation.name}_opened`
  const member = memberOfRow(context)
  const memberSwitches = `${aggregation.name}_member_switches`
  const memberActor = membersOf(view)?.column ?? header.actor
  return {
    name: aggregation.name,
    ctes: [
      ...switchCtes(context, { ...count, actor: header.actor, isMean }, `${aggregation.name}_days`, switches),
      // members are counted like actors, who may be no people: each once in a window
      ...(member === null
        ? []
        : switchCtes(
            context,
            { ...count, actor: memberActor, isMean: false },
            `${aggregation.name}_member_days`,
            memberSwitches,
          )),
      {
        name: aggregation.name,
        comment: `${metric.name}: the change in each period.`,
        body: {
          columns: [
            ...changePeriod(context, shifted),
            ...dimensionColumns(aggregation),
            ...baseMetrics.map(({ column }) => as(sql`sum(change)`, column)),
            ...membersColumns(member, baseMetrics, () => sql`sum(change_of_members)`),
          ],
          from: {
            query: unionAll(
              member === null
                ? changes(context, header.actor, switches, (change) => [sql`${change} as change`])
                : [
                    ...changes(context, header.actor, switches, (change) => [
                      sql`${change} as change`,
                      sql`0 as change_of_members`,
                    ]),
                    ...changes(context, memberActor, memberSwitches, (change) => [
                      sql`0 as change`,
                      sql`${change} as change_of_members`,
                    ]),
                  ],
            ),
            as: sql`changes`,
          },
          where: [sql`${shifted} <= ${bind(lastDay, 'date')}`],
          groupBy: groupColumns(context),
        },
      },
    ],
    measures: [
      ...baseMetrics.map(({ column }) => ({
        column,
        empty: 'zero' as const,
        runningOver: isMean ? daysInWindow(context, window, lastDay) : (1 as const),
      })),
      ...memberMeasures(member, baseMetrics).map((measure) => ({ ...measure, runningOver: 1 as const })),
    ],
    opened: {
      since: firstMeasuredDay(context, count),
      cte: {
        name: opened,
        comment: 'The last day of each period on which a day started to count.',
        body: {
          columns: [
            ...changePeriod(context, offset === 0 ? sql`on_day` : sql`on_day + ${sql.lit(offset)}`),
            ...dimensionColumns(aggregation),
            sql`max(on_day) as opened_on`,
          ],
          from: sql.raw(switches),
          where: [sql`on_day + ${sql.lit(offset)} <= ${bind(lastDay, 'date')}`],
          groupBy: groupColumns(context),
        },
      },
    },
  }
}

/** What is counted in windows of days. */
interface WindowCount {
  /** The column of the view that is counted. */
  readonly actor: string
  readonly window: Window
  /** The number of days by which windows are earlier. */
  readonly offset: number
  readonly lastDay: string
  /** Whether each active day counts, or each actor once in a window. */
  readonly isMean: boolean
}

/** The active days, and the days on which each of them starts and stops to count. */
function switchCtes(
  context: AggregationContext,
  { actor: column, window, offset, lastDay, isMean }: WindowCount,
  days: string,
  switches: string,
): readonly Cte[] {
  const { aggregation } = context
  const actor = sql.raw(column)
  const firstDay = firstMeasuredDay(context, { window, offset })
  const dimensions = dimensionColumns(aggregation)
  const off = windowEnd(window)
  const account = accountOfActor(context, column)
  const nextActiveDay = sql`lead(active_on) over (partition by ${concatSql([...account, ...dimensions, actor])} order by active_on)`
  return [
    {
      name: days,
      comment: `Each ${column} once on every day it was active.`,
      body: {
        distinct: true,
        columns: [
          ...selectDimensions(context),
          sql`fact.${actor}`,
          ...accountOfFact(context, column),
          as(localDayOf(context), 'active_on'),
        ],
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
          ...account,
          ...dimensions,
          sql`active_on as on_day`,
          as(isMean ? off : sql`least(${off}, ${nextActiveDay})`, 'off_day'),
        ],
        from: sql.raw(days),
      },
      // each node computes the changes of its own actors
      ...(account.length > 0 ? { notMaterialized: true } : {}),
    },
  ]
}

/** The changes of a count on each day: one more when an active day starts to count, one less when it stops. */
function changes(
  context: AggregationContext,
  actor: string,
  switches: string,
  columns: (change: Sql) => readonly Sql[],
): readonly Query[] {
  const group = [...accountOfActor(context, actor), ...dimensionColumns(context.aggregation)]
  const ofDay = (day: Sql, change: Sql): Query => ({
    columns: [...group, as(day, 'switched_on'), ...columns(change)],
    from: sql.raw(switches),
    groupBy: [...group, day],
  })
  return [ofDay(sql`on_day`, sql`count(*)::integer`), ofDay(sql`off_day`, sql`-count(*)::integer`)]
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

/** The first day in the window of the first requested one; null: the first row. */
function firstMeasuredDay(
  { plan }: AggregationContext,
  { window, offset }: Pick<WindowCount, 'window' | 'offset'>,
): string | null {
  const { from } = plan.period
  return from === null ? null : windowStart(addDays(from, -offset), window)
}

/** The last day of the last period, or the day of `asOf` when that is earlier. */
function lastMeasuredDay({ plan }: AggregationContext): string {
  const { today } = plan.period
  const until = countedUntil(plan.period)
  const requested = until === null ? today : addDays(until, -1)
  return requested < today ? requested : today
}
