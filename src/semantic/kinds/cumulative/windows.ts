import { sql, type RawBuilder } from 'kysely'
import { bucket, floorLocal, step, spanInterval } from '../../sql/time-bucket.ts'
import { addDays, floorDay, nextPeriod, toCalendar, type Calendar } from '../../time/calendar.ts'
import { list, type Cte } from '../../sql/cte.ts'
import type { AggregationContext } from '../../sql/from-clause.ts'
import { relationName } from '../../sql/view-ctes.ts'
import type { Plan, Accumulation } from '../../model/plan.ts'
import { grains, type Grain } from '../../model/request.ts'
import { timeColumn } from '../../sql/grouping.ts'

/** The zone in whose clock windows are measured: hours are all equally long only in UTC. */
export function windowZone({ timeZone }: Plan, over: Accumulation): string {
  return over.kind === 'rolling' && over.span.unit === 'hour' ? 'UTC' : timeZone
}

/** One row for each period: where the window begins that ends with it, and where it ends. */
export function windowTable(context: AggregationContext, over: Accumulation, name: string): Cte {
  const { plan, view, group } = context
  const { grain } = plan.period
  const calendar = toCalendar(plan.parameters)
  const zone = sql`${windowZone(plan, over)}::text`
  const cap = windowCap(context, over)
  const asWindow = (local: RawBuilder<unknown>) =>
    windowZone(plan, over) === plan.timeZone
      ? local
      : sql`(${local} at time zone ${plan.timeZone}::text at time zone ${zone})`
  if (grain === null) {
    const { until, instants } = plan.period
    const last = until !== null && until < cap ? until : cap
    const end =
      instants === null
        ? sql`${last}::timestamp`
        : sql`(${instants.until}::timestamptz at time zone ${plan.timeZone}::text)`
    return {
      name,
      says: `The one window: ${sentence(over)}.`,
      body: sql`    select\n        ${list([
        sql`${windowStart(over, asWindow(end), sql`${end} - interval '1 day'`, calendar)} as window_start`,
        sql`${asWindow(end)} as window_end`,
      ])}`,
    }
  }
  const local = grain === 'hour' ? sql`(spine at time zone ${zone})` : sql`spine::timestamp`
  const end =
    grain === 'hour'
      ? sql`(${local} + ${step(grain)})`
      : asWindow(sql`least(${local} + ${step(grain)}, ${cap}::timestamp)`)
  const first =
    plan.period.from === null
      ? sql`(\n            select min(${bucket(timeColumn(view), view, plan, grain)})\n            from ${sql.raw(relationName(group.view, plan.usableStored))} as fact\n        )`
      : grain === 'hour'
        ? sql`(${plan.period.from}::timestamp at time zone ${plan.timeZone}::text)`
        : sql`${plan.period.from}::date`
  return {
    name,
    says: `The window of every period: ${sentence(over)}.`,
    body: sql`    select\n        ${list([
      grain === 'hour' ? sql`spine as period_start` : sql`spine::date as period_start`,
      sql`${windowStart(over, end, local, calendar)} as window_start`,
      sql`${end} as window_end`,
    ])}\n\n    from generate_series(\n        ${first},\n        ${lastPeriod(context, grain)},\n        ${step(grain)}\n    ) as spine`,
  }
}

function windowStart(
  over: Accumulation,
  end: RawBuilder<unknown>,
  within: RawBuilder<unknown>,
  calendar: Calendar,
): RawBuilder<unknown> {
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

/** Windows of a period that is not over end with what is known, in whole days or in whole periods of the window. */
function windowCap({ plan, view }: AggregationContext, over: Accumulation): string {
  const unit = over.kind === 'rolling' && over.span.unit !== 'week' ? over.span.unit : 'day'
  const coarser = grains[Math.max(grains.indexOf(unit), grains.indexOf(view.header.finest_grain))] ?? unit
  return nextPeriod(plan.period.today, coarser, toCalendar(plan.parameters))
}

function lastPeriod({ plan }: AggregationContext, grain: Grain): RawBuilder<unknown> {
  const { until } = plan.period
  if (grain === 'hour') {
    const known = sql`date_trunc('hour', ${plan.asOf}::timestamptz, ${plan.timeZone}::text)`
    if (until === null) return known
    return sql`least(${known}, (${until}::timestamp at time zone ${plan.timeZone}::text) - interval '1 hour')`
  }
  const today = plan.period.today
  const last = until === null || until > today ? today : addDays(until, -1)
  return sql`${floorDay(last, grain, toCalendar(plan.parameters))}::date`
}
