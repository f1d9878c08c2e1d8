import type { Accumulation, Plan } from '../../model/plan.ts'
import { grains, type Grain } from '../../model/request/request.ts'
import type { Cte } from '../../sql/cte.ts'
import { periodColumn, type AggregationContext } from '../../sql/from-clause.ts'
import { lastPeriod, localAsOf, periodStart } from '../../sql/periods.ts'
import { as, bind, sql, type Sql } from '../../sql/text/fragment.ts'
import { bucket, floorLocal, localTime, spanInterval, step, timeColumn } from '../../sql/time-bucket.ts'
import { permittedRelation } from '../../sql/views/relation-name.ts'
import { nextPeriod, toCalendar, type Calendar } from '../../time/calendar.ts'
import type { PeriodRows } from '../kind.ts'

/** The time zone in which windows are measured: UTC for hours, because only there all hours have equal lengths. */
export function windowZone({ timeZone }: Plan, over: Accumulation): string {
  return over.kind === 'rolling' && over.span.unit === 'hour' ? 'UTC' : timeZone
}

/** One row per period with the start and end of its window. */
export function windowCte(context: AggregationContext, over: Accumulation, name: string): Cte {
  const { grain } = context.plan.period
  return grain === null ? singleWindow(context, over, name) : periodWindows(context, over, name, grain)
}

/** The rows of the view (as `fact`), each joined with every window that contains it. */
export function windowedRows(
  { plan, view }: AggregationContext,
  over: Accumulation,
  windows: string,
): PeriodRows {
  const at = localTime(timeColumn(view), view, { timeZone: windowZone(plan, over) })
  return {
    period: periodColumn(plan).map((column) => sql`windowed.${column}`),
    where: [],
    joins: [
      {
        how: 'inner join',
        source: sql.raw(`${windows} as windowed`),
        on: [sql`${at} >= windowed.window_start`, sql`${at} < windowed.window_end`],
      },
    ],
  }
}

/** A local timestamp of the request, in the time zone of the windows. */
function inWindowZone(plan: Plan, over: Accumulation, local: Sql): Sql {
  const zone = windowZone(plan, over)
  if (zone === plan.timeZone) return local
  return sql`(${local} at time zone ${bind(plan.timeZone, 'text')} at time zone ${bind(zone, 'text')})`
}

function singleWindow(context: AggregationContext, over: Accumulation, name: string): Cte {
  const { plan } = context
  const { until, instants } = plan.period
  const cap = windowCap(context, over)
  const last = until !== null && until < cap ? until : cap
  const end = instants === null ? bind(last, 'timestamp') : localAsOf({ ...plan, asOf: instants.until })
  const windowEnd = inWindowZone(plan, over, end)
  return {
    name,
    comment: `The window: ${sentence(over)}.`,
    body: {
      columns: [
        as(
          windowStart(over, windowEnd, sql`${end} - interval '1 day'`, toCalendar(plan.parameters)),
          'window_start',
        ),
        as(windowEnd, 'window_end'),
      ],
    },
  }
}

function periodWindows(context: AggregationContext, over: Accumulation, name: string, grain: Grain): Cte {
  const { plan } = context
  const isHourly = grain === 'hour'
  const local = isHourly
    ? sql`(spine at time zone ${bind(windowZone(plan, over), 'text')})`
    : sql`spine::timestamp`
  const next = sql`${local} + ${step(grain)}`
  const end = isHourly
    ? sql`(${next})`
    : inWindowZone(plan, over, sql`least(${next}, ${bind(windowCap(context, over), 'timestamp')})`)
  const [first, last] = [firstPeriod(context, grain), lastPeriod(plan, ['timestamp'])]
  return {
    name,
    comment: `The window of every period: ${sentence(over)}.`,
    body: {
      columns: [
        isHourly ? sql`spine as period_start` : sql`spine::date as period_start`,
        as(windowStart(over, end, local, toCalendar(plan.parameters)), 'window_start'),
        as(end, 'window_end'),
      ],
      from: sql`generate_series(${first}, ${last}, ${step(grain)}) as spine`,
    },
  }
}

/** The first requested period, or the first one with rows. */
function firstPeriod({ catalog, plan, view, aggregation }: AggregationContext, grain: Grain): Sql {
  if (plan.period.from !== null) return periodStart(plan.period.from, plan)
  const rows = permittedRelation(catalog, plan, aggregation.view)
  return sql`(select min(${bucket(timeColumn(view), view, plan, grain)}) from ${rows} as fact)`
}

function windowStart(over: Accumulation, end: Sql, within: Sql, calendar: Calendar): Sql {
  switch (over.kind) {
    case 'all_time':
      return sql`'-infinity'::timestamp`
    case 'to_date':
      return floorLocal(within, over.unit, calendar)
    case 'rolling':
      return sql`${end} - ${spanInterval(over.span)}`
  }
}

function sentence(over: Accumulation): string {
  switch (over.kind) {
    case 'all_time':
      return 'everything up to its end'
    case 'to_date':
      return `from the start of its ${over.unit} to its end`
    case 'rolling':
      return `the last ${String(over.span.count)} ${over.span.unit}s up to its end`
  }
}

/** The end of the last window: the bound that cuts the last period, or the end of the current day or period of its unit. */
function windowCap({ plan, view }: AggregationContext, over: Accumulation): string {
  const unit = over.kind === 'rolling' && over.span.unit !== 'week' ? over.span.unit : 'day'
  const coarser = grains[Math.max(grains.indexOf(unit), grains.indexOf(view.header.finest_grain))] ?? unit
  const cap = nextPeriod(plan.period.today, coarser, toCalendar(plan.parameters))
  const cutAt = plan.period.cut?.until ?? null
  return cutAt !== null && cutAt < cap ? cutAt : cap
}
