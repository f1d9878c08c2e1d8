import { sql, type RawBuilder } from 'kysely'
import type { MetricHeader } from '../../catalog/headers/view-header.ts'
import { bucket } from '../sql/time-bucket.ts'
import { list, type CompiledAggregation } from '../sql/cte.ts'
import {
  dimensionColumns,
  fromClause,
  inPeriod,
  selectDimensions,
  type AggregationContext,
} from '../sql/from-clause.ts'
import { maturityCounts } from './maturity.ts'
import { movementMeasure } from './movement.ts'
import { groupBy, timeColumn } from '../sql/grouping.ts'
import { series, type HeaderOf, type Kind } from './kind.ts'

/** Counts, sums, movements, averages, extremes and percentiles of rows. */
export const aggregate: Kind<HeaderOf<'count' | 'sum' | 'movement' | 'avg' | 'min' | 'max' | 'percentile'>> =
  {
    ...series,
    isRecomputable: true,
    aggregationKey: () => 'aggregate',
    open: (header) =>
      'immature' in header && header.immature !== undefined
        ? { kind: 'rows', condition: header.immature }
        : null,
    compile: compileAggregate,
  }

/**
 * Counts, sums, averages, extremes and percentiles of rows, all in one pass; balances too, where every row is
 * of one period.
 */
export function compileAggregate(context: AggregationContext): CompiledAggregation {
  const { plan, group, view } = context
  const { grain } = plan.period
  const period = grain === null ? [] : [sql`${bucket(timeColumn(view), view, plan, grain)} as period_start`]
  const maturity = maturityCounts(group, plan)
  const measures = [
    ...group.leaves.map(({ column, metric }) => sql`${measureOf(metric.header)} as ${sql.raw(column)}`),
    ...maturity.map(({ column, count }) => sql`${count} as ${sql.raw(column)}`),
  ]
  return {
    name: group.name,
    tables: [
      {
        name: group.name,
        says: `${group.leaves.map(({ metric }) => metric.name).join(', ')}: counted from ${group.view}.`,
        body: sql`    select\n        ${list([...period, ...selectDimensions(context), ...measures])}\n\n    ${fromClause(context, inPeriod(context))}${groupBy(plan, dimensionColumns(group))}`,
      },
    ],
    measures: [
      ...group.leaves.map(({ column, metric }) => ({
        column,
        empty: ['count', 'sum', 'movement', 'balance'].includes(metric.kind)
          ? ('zero' as const)
          : ('null' as const),
        onlyBegun: metric.kind === 'balance',
      })),
      ...maturity.map(({ column }) => ({ column, empty: 'zero' as const })),
    ],
  }
}

/** The aggregate function of a metric over rows. */
export function measureOf(metric: MetricHeader): RawBuilder<unknown> {
  const filter =
    'where' in metric && metric.where !== undefined ? sql` filter (where ${sql.raw(metric.where)})` : sql``
  switch (metric.kind) {
    case 'count':
      return sql`count(${sql.raw(metric.expression ?? '*')})${filter}`
    case 'sum':
    case 'avg':
    case 'min':
    case 'max':
      return sql`${sql.raw(metric.kind)}(${sql.raw(metric.expression)})${filter}`
    case 'count_distinct':
      return sql`count(distinct ${sql.raw(metric.expression)})${filter}`
    case 'movement':
      return movementMeasure(metric)
    case 'balance':
      return balanceMeasure(metric)
    case 'percentile':
      return sql`percentile_${sql.raw(metric.interpolation === 'continuous' ? 'cont' : 'disc')}(${sql.lit(metric.percentile)}) within group (order by ${sql.raw(metric.expression)})${filter}`
    default:
      throw new Error(`${metric.kind} is no aggregate`)
  }
}

/** The sum of a balance over the rows of one moment, or how many different things stand in them. */
function balanceMeasure(header: HeaderOf<'balance'>): RawBuilder<unknown> {
  const filter = header.where === undefined ? sql`` : sql` filter (where ${sql.raw(header.where)})`
  if (header.distinct) return sql`count(distinct ${sql.raw(header.expression)})${filter}`
  return sql`coalesce(sum(${sql.raw(header.expression)})${filter}, 0)`
}
