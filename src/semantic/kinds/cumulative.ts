import { sql, type RawBuilder } from 'kysely'
import type { Accumulation } from '../accumulation.ts'
import { bucket, localTime } from '../bucket.ts'
import { list, type CommonTable, type CompiledGroup } from '../common-table.ts'
import { dimensionColumns, fromRows, selectDimensions, type GroupContext } from '../fact-rows.ts'
import { maturityCounts } from '../maturity.ts'
import type { FactGroup } from '../plan.ts'
import type { Grain } from '../request.ts'
import { measureOf } from './aggregate.ts'
import { groupBy, periodColumn, timeColumn } from './grouping.ts'
import { windowTable, windowZone } from './windows.ts'

/**
 * Counts and sums, distinct things, averages and percentiles over longer stretches than a period: to date, or
 * the last so long. What can be added up is counted by day (or month) first; everything else is counted from
 * the rows that each window sees.
 */
export function compileCumulative(context: GroupContext, over: Accumulation): CompiledGroup {
  const { group } = context
  const isAdditive = group.leaves.every(({ metric: { kind } }) => ['count', 'sum', 'movement'].includes(kind))
  const windows = `${group.name}_windows`
  return {
    name: group.name,
    tables: [
      windowTable(context, over, windows),
      ...(isAdditive ? addUp(context, over, windows) : [countWithin(context, over, windows)]),
    ],
    measures: [
      ...group.leaves.map(({ column, metric: { kind } }) => ({
        column,
        empty: ['count', 'sum', 'movement', 'count_distinct'].includes(kind)
          ? ('zero' as const)
          : ('null' as const),
      })),
      ...maturityCounts(group).map(({ column }) => ({ column, empty: 'zero' as const })),
    ],
  }
}

/** Counted once by the longest stretch that no window cuts, then added up for every window. */
function addUp(context: GroupContext, over: Accumulation, windows: string): CommonTable[] {
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
        ...counted(group),
      ])}\n\n    ${fromRows(context)}\n\n    group by ${sql.join([sql`counted_in`, ...dimensionColumns(group)])}`,
    },
    {
      name: group.name,
      says: 'Added up over every window.',
      body: sql`    select\n        ${list([
        ...periodColumn(plan),
        ...dimensionColumns(group),
        ...[...group.leaves, ...maturityCounts(group)].map(
          ({ column }) => sql`sum(${sql.raw(column)}) as ${sql.raw(column)}`,
        ),
      ])}\n\n    from ${sql.raw(windows)}\n\n    inner join ${sql.raw(pieces)}\n        on ${at} >= window_start\n        and ${at} < window_end${groupBy(plan, dimensionColumns(group))}`,
    },
  ]
}

/** The leaves' aggregates over rows, and those that say how much is not known yet. */
function counted(group: FactGroup): RawBuilder<unknown>[] {
  return [
    ...group.leaves.map(({ column, metric }) => sql`${measureOf(metric.header)} as ${sql.raw(column)}`),
    ...maturityCounts(group).map(({ column, count }) => sql`${count} as ${sql.raw(column)}`),
  ]
}

function finestStretch({ plan, view }: GroupContext, over: Accumulation): Grain {
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
function countWithin(context: GroupContext, over: Accumulation, windows: string): CommonTable {
  const { plan, group, view } = context
  const at = localTime(timeColumn(view), view, { timeZone: windowZone(plan, over) })
  const joined = sql`\n\n    inner join ${sql.raw(windows)} as seen\n        on ${at} >= seen.window_start\n        and ${at} < seen.window_end`
  const period = plan.period.grain === null ? [] : [sql`seen.period_start`]
  const by = [...period, ...dimensionColumns(group)]
  return {
    name: group.name,
    says: `${group.leaves.map(({ metric: { name } }) => name).join(', ')}: counted from the rows in every window.`,
    body: sql`    select\n        ${list([
      ...period,
      ...selectDimensions(context),
      ...counted(group),
    ])}\n\n    ${fromRows(context, [], joined)}${by.length === 0 ? sql`` : sql`\n\n    group by ${sql.join(by)}`}`,
  }
}
