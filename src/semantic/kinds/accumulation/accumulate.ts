import type { Accumulation } from '../../model/plan.ts'
import type { Grain } from '../../model/request/request.ts'
import type { CompiledAggregation, Cte } from '../../sql/cte.ts'
import { dimensionColumns, factRows, groupColumns, selectDimensions } from '../../sql/from-clause.ts'
import { memberMeasures, memberOfRow } from '../../sql/members.ts'
import type { Join } from '../../sql/select.ts'
import { as, bind, sql, type Sql } from '../../sql/text/fragment.ts'
import { bucket, timeColumn } from '../../sql/time-bucket.ts'
import { memberCounts } from '../aggregate/member-counts.ts'
import { rowsOf, type KindContext } from '../kind.ts'
import { maturityCounts } from '../maturity.ts'
import { windowCte, windowedRows, windowZone } from './windows.ts'

/**
 * Aggregates over longer windows than a period: all time, to date, or rolling. Additive metrics are aggregated by hour,
 * day or month first and then summed over the windows; others are aggregated from all rows of each window.
 */
export function compileAccumulation(context: KindContext, over: Accumulation): CompiledAggregation {
  const { aggregation, plan, baseMetrics } = context
  const member = memberOfRow(context)
  // numbers of members do not add up
  const isAdditive =
    member === null && baseMetrics.every((baseMetric) => rowsOf(baseMetric).isAdditive(baseMetric.header))
  const windows = `${aggregation.name}_windows`
  const { ctes, joins } = rowsOf(baseMetrics[0]).joined(context, [])
  return {
    name: aggregation.name,
    ctes: [
      ...ctes,
      windowCte(context, over, windows),
      ...(isAdditive
        ? sumParts(context, over, windows, joins)
        : [aggregateWindows(context, over, windows, joins)]),
    ],
    measures: [
      ...baseMetrics.map((baseMetric) => ({
        column: baseMetric.column,
        empty: rowsOf(baseMetric).empty(baseMetric.header),
      })),
      ...maturityCounts(aggregation, plan).map(({ column }) => ({ column, empty: 'zero' as const })),
      ...memberMeasures(member, baseMetrics),
    ],
  }
}

/** Aggregates by the longest unit that divides every window, then sums over each window. */
function sumParts(
  context: KindContext,
  over: Accumulation,
  windows: string,
  joins: readonly Join[],
): readonly Cte[] {
  const { plan, aggregation, view } = context
  const unit = partUnit(context, over)
  const pieces = `${aggregation.name}_by_${unit}`
  const at =
    unit === 'hour'
      ? sql`(counted_in at time zone ${bind(windowZone(plan, over), 'text')})`
      : sql`counted_in::timestamp`
  return [
    {
      name: pieces,
      comment: `${context.baseMetrics.map(({ metric }) => metric.name).join(', ')}: from ${aggregation.view} by ${unit}.`,
      body: {
        columns: [
          as(bucket(timeColumn(view), view, plan, unit), 'counted_in'),
          ...selectDimensions(context),
          ...measureColumns(context),
        ],
        ...factRows(context, { joins }),
        groupBy: [sql`counted_in`, ...dimensionColumns(aggregation)],
      },
    },
    {
      name: aggregation.name,
      comment: 'Summed over every window.',
      body: {
        columns: [
          ...groupColumns(context),
          ...[...aggregation.baseMetrics, ...maturityCounts(aggregation, plan)].map(({ column }) =>
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

/** The aggregates of the metrics, the numbers of immature and of all rows, and those of members. */
function measureColumns(context: KindContext): readonly Sql[] {
  const { aggregation, plan, baseMetrics } = context
  return [
    ...baseMetrics.map((baseMetric) =>
      as(rowsOf(baseMetric).measure(baseMetric, context), baseMetric.column),
    ),
    ...maturityCounts(aggregation, plan).map(({ column, count }) => as(count, column)),
    ...memberCounts(context),
  ]
}

function partUnit({ plan, view }: KindContext, over: Accumulation): Grain {
  const { grain } = plan.period
  const units = [
    ...(grain === null ? [] : [grain]),
    ...(over.kind === 'rolling' ? [over.span.unit] : []),
    ...(over.kind === 'to_date' ? [over.unit] : []),
  ]
  if (units.includes('hour')) return 'hour'
  const isMonthly = units.length > 0 && units.every((unit) => ['month', 'quarter', 'year'].includes(unit))
  const isWhole = isMonthly && grain !== null && plan.period.cut === null
  return view.header.finest_grain === 'month' || isWhole ? 'month' : 'day'
}

/** Aggregates all rows of each window. */
function aggregateWindows(
  context: KindContext,
  over: Accumulation,
  windows: string,
  joins: readonly Join[],
): Cte {
  const { aggregation } = context
  const [first] = context.baseMetrics
  const { period, joins: within } = windowedRows(context, over, windows)
  return {
    name: aggregation.name,
    comment: `${context.baseMetrics.map(({ metric }) => metric.name).join(', ')}: from the rows of every window.`,
    body: {
      columns: [...period, ...selectDimensions(context), ...measureColumns(context)],
      ...factRows(context, {
        where: rowsOf(first).where(first.header),
        joins: [...joins, ...within],
      }),
      groupBy: [...period, ...dimensionColumns(aggregation)],
    },
  }
}
