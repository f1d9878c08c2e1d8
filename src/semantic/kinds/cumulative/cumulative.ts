import { sql, type RawBuilder } from 'kysely'
import type { MetricHeader } from '../../../catalog/headers/view-header.ts'
import { bucket, localTime } from '../../sql/time-bucket.ts'
import { list, type Cte, type CompiledAggregation } from '../../sql/cte.ts'
import {
  dimensionColumns,
  fromClause,
  selectDimensions,
  type AggregationContext,
} from '../../sql/from-clause.ts'
import { maturityCounts } from '../maturity.ts'
import type { BaseMetric, Accumulation } from '../../model/plan.ts'
import type { Grain } from '../../model/request.ts'
import { measureOf } from '../aggregate.ts'
import { rowsOfSomething } from '../count-distinct.ts'
import { conversionMeasure, conversionRows } from '../conversion/conversion.ts'
import { groupBy, periodColumn, timeColumn } from '../../sql/grouping.ts'
import { windowTable, windowZone } from './windows.ts'
import { concatSql } from '../../sql/template.ts'

/**
 * Counts and sums, distinct things, averages and percentiles over longer stretches than a period: to date, or
 * the last so long. What can be added up is counted by day (or month) first; everything else is counted from
 * the rows that each window sees.
 */
export function compileCumulative(context: AggregationContext, over: Accumulation): CompiledAggregation {
  const { group } = context
  const isAdditive = group.leaves.every(({ metric: { header } }) => addsUp(header))
  const windows = `${group.name}_windows`
  const { tables, joined } =
    group.leaves[0].metric.kind === 'conversion' ? conversionRows(context, []) : { tables: [], joined: sql`` }
  return {
    name: group.name,
    tables: [
      ...tables,
      windowTable(context, over, windows),
      ...(isAdditive ? addUp(context, over, windows, joined) : [countWithin(context, over, windows, joined)]),
    ],
    measures: [
      ...group.leaves.map(({ column, metric: { header } }) => ({
        column,
        empty: addsUp(header) || header.kind === 'count_distinct' ? ('zero' as const) : ('null' as const),
      })),
      ...maturityCounts(group, context.plan).map(({ column }) => ({ column, empty: 'zero' as const })),
    ],
  }
}

function addsUp(header: MetricHeader): boolean {
  return (
    header.kind === 'count' ||
    header.kind === 'sum' ||
    header.kind === 'movement' ||
    (header.kind === 'conversion' && header.measure !== 'duration')
  )
}

/** Counted once by the longest stretch that no window cuts, then added up for every window. */
function addUp(
  context: AggregationContext,
  over: Accumulation,
  windows: string,
  beside: RawBuilder<unknown>,
): Cte[] {
  const { plan, group, view } = context
  const unit = finestStretch(context, over)
  const pieces = `${group.name}_by_${unit}`
  const stretch = bucket(timeColumn(view), view, plan, unit)
  const at =
    unit === 'hour'
      ? sql`(counted_in at time zone ${windowZone(plan, over)}::text)`
      : sql`counted_in::timestamp`
  return [
    {
      name: pieces,
      says: `${group.leaves.map(({ metric: { name } }) => name).join(', ')}: counted from ${group.view} by ${unit}.`,
      body: sql`    select\n        ${list([
        sql`${stretch} as counted_in`,
        ...selectDimensions(context),
        ...counted(context),
      ])}\n\n    ${fromClause(context, [], beside)}\n\n    group by ${concatSql([sql`counted_in`, ...dimensionColumns(group)])}`,
    },
    {
      name: group.name,
      says: 'Added up over every window.',
      body: sql`    select\n        ${list([
        ...periodColumn(plan),
        ...dimensionColumns(group),
        ...[...group.leaves, ...maturityCounts(group, plan)].map(
          ({ column }) => sql`sum(${sql.raw(column)}) as ${sql.raw(column)}`,
        ),
      ])}\n\n    from ${sql.raw(windows)}\n\n    inner join ${sql.raw(pieces)}\n        on ${at} >= window_start\n        and ${at} < window_end${groupBy(plan, dimensionColumns(group))}`,
    },
  ]
}

/** The leaves' aggregates over rows, and those that say how much is not known yet. */
function counted(context: AggregationContext): RawBuilder<unknown>[] {
  const { group, plan } = context
  return [
    ...group.leaves.map((leaf) => sql`${measure(context, leaf)} as ${sql.raw(leaf.column)}`),
    ...maturityCounts(group, plan).map(({ column, count }) => sql`${count} as ${sql.raw(column)}`),
  ]
}

function measure(context: AggregationContext, { metric }: BaseMetric): RawBuilder<unknown> {
  return metric.kind === 'conversion' ? conversionMeasure(context, metric) : measureOf(metric.header)
}

function finestStretch({ plan, view }: AggregationContext, over: Accumulation): Grain {
  const { grain } = plan.period
  const units = [
    ...(grain === null ? [] : [grain]),
    ...(over.kind === 'rolling' ? [over.span.unit] : []),
    ...(over.kind === 'to_date' ? [over.unit] : []),
  ]
  if (units.includes('hour')) return 'hour'
  const isMonthly = units.length > 0 && units.every((unit) => ['month', 'quarter', 'year'].includes(unit))
  return view.header.finest_grain === 'month' || (isMonthly && grain !== null) ? 'month' : 'day'
}

/** Counted from every row that a window sees. */
function countWithin(
  context: AggregationContext,
  over: Accumulation,
  windows: string,
  beside: RawBuilder<unknown>,
): Cte {
  const { plan, group, view } = context
  const at = localTime(timeColumn(view), view, { timeZone: windowZone(plan, over) })
  const joined = sql`${beside}\n\n    inner join ${sql.raw(windows)} as seen\n        on ${at} >= seen.window_start\n        and ${at} < seen.window_end`
  const period = plan.period.grain === null ? [] : [sql`seen.period_start`]
  const by = [...period, ...dimensionColumns(group)]
  const [{ metric }] = group.leaves
  const conditions = metric.header.kind === 'count_distinct' ? rowsOfSomething(metric.header) : []
  return {
    name: group.name,
    says: `${group.leaves.map(({ metric: { name } }) => name).join(', ')}: counted from the rows in every window.`,
    body: sql`    select\n        ${list([
      ...period,
      ...selectDimensions(context),
      ...counted(context),
    ])}\n\n    ${fromClause(context, conditions, joined)}${by.length === 0 ? sql`` : sql`\n\n    group by ${concatSql(by)}`}`,
  }
}
