import type { Plan } from '../model/plan.ts'
import type { CompiledAggregation, Cte } from '../sql/cte.ts'
import { dimensionColumn } from '../sql/from-clause.ts'
import { lastPeriod, periodBefore, periodStart, periodType } from '../sql/periods.ts'
import { unionAll, type Query } from '../sql/select.ts'
import { as, concatSql, sql, type Sql } from '../sql/text/fragment.ts'
import { step } from '../sql/time-bucket.ts'

/** The CTE with every period of the result, with rows or without. */
export const timeSpine = 'time_spine'

const periodRange = 'period_range'

/** The first displayed period, when earlier ones are computed for comparisons. */
export const displayFrom = sql`(select display_from from ${sql.raw(periodRange)})`

/** The last period of the result. */
export const lastOfRange = sql`(select last_period from ${sql.raw(periodRange)})`

/** Every period from the first to the last, for every existing group of dimension values. */
export function spineCtes(
  plan: Plan,
  aggregations: readonly CompiledAggregation[],
  times: readonly ('timestamp' | 'date')[],
): readonly Cte[] {
  const { from, grain } = plan.period
  const dimensions = plan.dimensions.map(dimensionColumn)
  const first = from === null ? sql`min(period_start)` : periodStart(from, plan)
  const starts: Query = unionAll(
    aggregations.map(({ name }) => ({ columns: [sql`period_start`], from: sql.raw(name) })),
  )
  const type = sql.raw(periodType(grain ?? 'day'))
  return [
    {
      name: periodRange,
      comment: 'From the first requested period, or the first one with rows, to the last that has started.',
      body: {
        columns: [...firstPeriods(plan, first), as(lastPeriod(plan, times), 'last_period')],
        ...(from === null ? { from: { query: starts, as: sql`periods` } } : {}),
      },
    },
    {
      name: timeSpine,
      comment:
        dimensions.length === 0
          ? 'Every period of the range.'
          : 'Every period of the range, for every group.',
      body: {
        columns: [sql`spine.period_start::${type} as period_start`, ...dimensions],
        from: sql.raw(periodRange),
        joins: [
          {
            how: 'cross join lateral',
            source: sql`generate_series(first_period, last_period, ${step(grain ?? 'day')}) as spine (period_start)`,
          },
          ...(dimensions.length === 0
            ? []
            : [
                {
                  how: 'cross join',
                  source: { query: dimensionGroups(aggregations, dimensions), as: sql`dimension_groups` },
                } as const,
              ]),
        ],
      },
    },
  ]
}

/** The distinct groups of dimension values of all aggregations. */
function dimensionGroups(aggregations: readonly CompiledAggregation[], dimensions: readonly Sql[]): Query {
  const of = aggregations.map(({ name }) => ({ columns: dimensions, from: sql.raw(name) }))
  const [only] = of
  // a union removes duplicates by itself
  return only !== undefined && of.length === 1 ? { distinct: true, ...only } : { all: false, of }
}

/** The first computed period: the first displayed one, or the earliest one that it is compared with. */
function firstPeriods(plan: Plan, first: Sql): readonly Sql[] {
  if (plan.period.from !== null || plan.comparisons.length === 0) return [as(first, 'first_period')]
  const earlier = plan.comparisons.map((span) => periodBefore(plan, first, span))
  return [as(sql`least(${concatSql(earlier)})`, 'first_period'), as(first, 'display_from')]
}
