import type { MetricHeader } from '../../../catalog/headers/view-header.ts'
import type { Accumulation, BaseMetric } from '../../model/plan.ts'
import type { Grain } from '../../model/request.ts'
import type { CompiledAggregation, Cte } from '../../sql/cte.ts'
import {
  dimensionColumns,
  factRows,
  groupColumns,
  periodColumn,
  selectDimensions,
  type AggregationContext,
} from '../../sql/from-clause.ts'
import type { Join } from '../../sql/select.ts'
import { as, bind, sql, type Sql } from '../../sql/text/fragment.ts'
import { bucket, localTime, timeColumn } from '../../sql/time-bucket.ts'
import { measureOf } from '../aggregate.ts'
import { conversionMeasure, conversionRows } from '../conversion/conversion.ts'
import { rowsOfSomething } from '../count-distinct.ts'
import { maturityCounts } from '../maturity.ts'
import { windowCte, windowZone } from './windows.ts'

/**
 * Counts and sums, distinct things, averages and percentiles over longer stretches than a period: to date, or
 * the last so long. What can be added up is counted by day (or month) first; everything else is counted from
 * the rows that each window sees.
 */
export function compileCumulative(context: AggregationContext, over: Accumulation): CompiledAggregation {
  const { group } = context
  const isAdditive = group.leaves.every(({ metric: { header } }) => addsUp(header))
  const windows = `${group.name}_windows`
  const { ctes, joins } =
    group.leaves[0].metric.kind === 'conversion' ? conversionRows(context, []) : { ctes: [], joins: [] }
  return {
    name: group.name,
    ctes: [
      ...ctes,
      windowCte(context, over, windows),
      ...(isAdditive ? addUp(context, over, windows, joins) : [countWithin(context, over, windows, joins)]),
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
  joins: readonly Join[],
): readonly Cte[] {
  const { plan, group, view } = context
  const unit = finestStretch(context, over)
  const pieces = `${group.name}_by_${unit}`
  const at =
    unit === 'hour'
      ? sql`(counted_in at time zone ${bind(windowZone(plan, over), 'text')})`
      : sql`counted_in::timestamp`
  return [
    {
      name: pieces,
      comment: `${group.leaves.map(({ metric: { name } }) => name).join(', ')}: counted from ${group.view} by ${unit}.`,
      body: {
        columns: [
          as(bucket(timeColumn(view), view, plan, unit), 'counted_in'),
          ...selectDimensions(context),
          ...counted(context),
        ],
        ...factRows(context, { joins }),
        groupBy: [sql`counted_in`, ...dimensionColumns(group)],
      },
    },
    {
      name: group.name,
      comment: 'Added up over every window.',
      body: {
        columns: [
          ...groupColumns(context),
          ...[...group.leaves, ...maturityCounts(group, plan)].map(({ column }) =>
            as(sql`sum(${sql.raw(column)})`, column),
          ),
        ],
        from: sql.raw(windows),
        joins: [
          {
            how: 'inner join',
            source: sql.raw(pieces),
            on: [sql`${at} >= window_start`, sql`${at} < window_end`],
          },
        ],
        groupBy: groupColumns(context),
      },
    },
  ]
}

/** The leaves' aggregates over rows, and those that say how much is not known yet. */
function counted(context: AggregationContext): readonly Sql[] {
  const { group, plan } = context
  return [
    ...group.leaves.map((leaf) => as(measure(context, leaf), leaf.column)),
    ...maturityCounts(group, plan).map(({ column, count }) => as(count, column)),
  ]
}

function measure(context: AggregationContext, { metric }: BaseMetric): Sql {
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
  joins: readonly Join[],
): Cte {
  const { plan, group, view } = context
  const at = localTime(timeColumn(view), view, { timeZone: windowZone(plan, over) })
  const [{ metric }] = group.leaves
  const period = periodColumn(plan).map((column) => sql`windowed.${column}`)
  const within: Join = {
    how: 'inner join',
    source: sql.raw(`${windows} as windowed`),
    on: [sql`${at} >= windowed.window_start`, sql`${at} < windowed.window_end`],
  }
  return {
    name: group.name,
    comment: `${group.leaves.map(({ metric: { name } }) => name).join(', ')}: counted from the rows in every window.`,
    body: {
      columns: [...period, ...selectDimensions(context), ...counted(context)],
      ...factRows(context, {
        where: metric.header.kind === 'count_distinct' ? rowsOfSomething(metric.header) : [],
        joins: [...joins, within],
      }),
      groupBy: [...period, ...dimensionColumns(group)],
    },
  }
}
