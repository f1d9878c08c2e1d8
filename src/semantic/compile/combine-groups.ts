import type { Plan } from '../model/plan.ts'
import type { CompiledAggregation, CompiledMeasure, Cte } from '../sql/cte.ts'
import { dimensionColumn } from '../sql/from-clause.ts'
import { lastPeriod, localAsOf, periodBefore, periodStart, periodType } from '../sql/periods.ts'
import { unionAll, type Query } from '../sql/select.ts'
import { as, concatSql, none, sql, type Sql } from '../sql/text/fragment.ts'
import { step } from '../sql/time-bucket.ts'

/** The key columns of a row of the result: period or cohort, age, dimensions. */
function keyColumns(plan: Plan): readonly Sql[] {
  return [
    ...(plan.period.grain === null || plan.resultShape === 'distribution' ? [] : [sql`period_start`]),
    ...(plan.resultShape === 'cohort' ? [sql`age`] : []),
    ...(plan.resultShape === 'distribution' ? [sql`active_periods`] : []),
    ...plan.dimensions.map(dimensionColumn),
  ]
}

/**
 * Combines the aggregations by key: each one was aggregated separately, so nothing can fan out. A series has every
 * period, with rows or without.
 */
export function combineGroups(
  plan: Plan,
  groups: readonly CompiledAggregation[],
  catalogTimes: readonly ('timestamp' | 'date')[],
): readonly Cte[] {
  const measures = [
    ...new Map(
      groups.flatMap(({ measures: all }) => all).map((measure) => [measure.column, measure]),
    ).values(),
  ]
  const hasSpine = plan.resultShape === 'series' && plan.period.grain !== null
  const keys = keyColumns(plan)
  const branch = (relation: string, own: readonly CompiledMeasure[]): Query => ({
    columns: [
      ...keys,
      ...measures.map(({ column, type }) =>
        own.some((measure) => measure.column === column)
          ? sql.raw(column)
          : sql.raw(`null::${type ?? 'numeric'} as ${column}`),
      ),
    ],
    from: sql.raw(relation),
  })
  return [
    ...(hasSpine ? spineCtes(plan, groups, catalogTimes) : []),
    {
      name: 'combined',
      comment: 'All values of a row, from all aggregations.',
      body: {
        columns: [...keys, ...measures.map(({ column }) => sql.raw(`max(${column}) as ${column}`))],
        from: {
          query: unionAll([
            ...groups.map((group) => branch(group.name, group.measures)),
            ...(hasSpine ? [branch('time_spine', [])] : []),
          ]),
          as: sql`counts`,
        },
        where: hasSpine ? [sql`period_start <= (select last_period from period_range)`] : [],
        groupBy: keys,
      },
    },
    {
      name: 'gap_filled',
      comment: 'Counts of a period without rows are 0; unknown values are null.',
      body: {
        columns: [...keys, ...measures.map((measure) => fill(plan, measure))],
        from: sql`combined`,
      },
    },
  ]
}

/** Every period from the first to the last, for every existing group of dimension values. */
function spineCtes(
  plan: Plan,
  groups: readonly CompiledAggregation[],
  times: readonly ('timestamp' | 'date')[],
): readonly Cte[] {
  const { from, grain } = plan.period
  const dimensions = plan.dimensions.map(dimensionColumn)
  const first = from === null ? sql`min(period_start)` : periodStart(from, plan)
  const starts: Query = unionAll(
    groups.map(({ name }) => ({ columns: [sql`period_start`], from: sql.raw(name) })),
  )
  const type = sql.raw(periodType(grain ?? 'day'))
  return [
    {
      name: 'period_range',
      comment: 'From the first requested period, or the first one with rows, to the last that has started.',
      body: {
        columns: [...firstPeriods(plan, first), as(lastPeriod(plan, times), 'last_period')],
        ...(from === null ? { from: { query: starts, as: sql`periods` } } : {}),
      },
    },
    {
      name: 'time_spine',
      comment:
        dimensions.length === 0
          ? 'Every period of the range.'
          : 'Every period of the range, for every group.',
      body: {
        columns: [sql`spine.period_start::${type} as period_start`, ...dimensions],
        from: sql`period_range`,
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
                  source: { query: dimensionGroups(groups, dimensions), as: sql`dimension_groups` },
                } as const,
              ]),
        ],
      },
    },
  ]
}

/** The distinct groups of dimension values of all aggregations. */
function dimensionGroups(groups: readonly CompiledAggregation[], dimensions: readonly Sql[]): Query {
  const of = groups.map(({ name }) => ({ columns: dimensions, from: sql.raw(name) }))
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

function fill(plan: Plan, measure: CompiledMeasure): Sql {
  const { column, empty } = measure
  const value = sql.raw(column)
  return empty === 'null' ? value : as(filledWith(plan, measure), column)
}

function filledWith(plan: Plan, { column, runningOver, onlyStarted }: CompiledMeasure): Sql {
  const value = sql.raw(column)
  const counted = sql`coalesce(${value}, 0)`
  if (runningOver !== undefined) {
    const dimensions = plan.dimensions.map(dimensionColumn)
    const partition = dimensions.length === 0 ? none : sql`partition by ${concatSql(dimensions)} `
    const running =
      plan.period.grain === null ? counted : sql`sum(${counted}) over (${partition}order by period_start)`
    return runningOver === 1 ? running : sql`${running}::numeric / ${runningOver}`
  }
  if (onlyStarted === true && plan.period.grain !== null) {
    return sql`case when period_start::timestamp < ${localAsOf(plan)} then ${counted} end`
  }
  return counted
}
