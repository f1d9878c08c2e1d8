import type { MetricHeader } from '../../catalog/headers/view-header.ts'
import type { CompiledAggregation } from '../sql/cte.ts'
import {
  factRows,
  groupColumns,
  inPeriod,
  selectDimensions,
  selectPeriod,
  type AggregationContext,
} from '../sql/from-clause.ts'
import { as, none, sql, type Sql } from '../sql/text/fragment.ts'
import { maturityCounts } from './maturity.ts'
import { movementMeasure } from './movement.ts'
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
  const { plan, group } = context
  const maturity = maturityCounts(group, plan)
  return {
    name: group.name,
    ctes: [
      {
        name: group.name,
        comment: `${group.leaves.map(({ metric }) => metric.name).join(', ')}: counted from ${group.view}.`,
        body: {
          columns: [
            ...selectPeriod(context),
            ...selectDimensions(context),
            ...group.leaves.map(({ column, metric }) => as(measureOf(metric.header), column)),
            ...maturity.map(({ column, count }) => as(count, column)),
          ],
          ...factRows(context, { where: inPeriod(context) }),
          groupBy: groupColumns(context),
        },
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
export function measureOf(metric: MetricHeader): Sql {
  const filter =
    'where' in metric && metric.where !== undefined ? sql` filter (where ${sql.raw(metric.where)})` : none
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
      return sql`${percentileOf(metric)} within group (order by ${sql.raw(metric.expression)})${filter}`
    default:
      throw new Error(`${metric.kind} is no aggregate`)
  }
}

function percentileOf({ interpolation, percentile }: HeaderOf<'percentile'>): Sql {
  const level = sql.lit(percentile)
  return interpolation === 'continuous' ? sql`percentile_cont(${level})` : sql`percentile_disc(${level})`
}

/** The sum of a balance over the rows of one moment, or how many different things stand in them. */
function balanceMeasure(header: HeaderOf<'balance'>): Sql {
  const filter = header.where === undefined ? none : sql` filter (where ${sql.raw(header.where)})`
  if (header.distinct) return sql`count(distinct ${sql.raw(header.expression)})${filter}`
  return sql`coalesce(sum(${sql.raw(header.expression)})${filter}, 0)`
}
