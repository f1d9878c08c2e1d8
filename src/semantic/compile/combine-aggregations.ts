import type { Plan } from '../model/plan.ts'
import type { CompiledAggregation, CompiledMeasure, Cte } from '../sql/cte.ts'
import { dimensionColumn } from '../sql/from-clause.ts'
import { localAsOf } from '../sql/periods.ts'
import { unionAll, type Query } from '../sql/select.ts'
import { as, concatSql, none, sql, type Sql } from '../sql/text/fragment.ts'
import { lastOfRange, spineCtes, timeSpine } from './time-spine.ts'

/** The key columns of a row of the result: period or cohort, age, dimensions. */
export function keyColumns(plan: Plan): readonly Sql[] {
  return [
    ...(plan.period.grain === null || plan.resultShape === 'distribution' ? [] : [sql`period_start`]),
    ...(plan.resultShape === 'cohort' ? [sql`age`] : []),
    ...(plan.resultShape === 'distribution' ? [sql`active_periods`] : []),
    ...plan.dimensions.map(dimensionColumn),
  ]
}

/** The values of all aggregations, each column once. */
export function allMeasures(aggregations: readonly CompiledAggregation[]): readonly CompiledMeasure[] {
  return [
    ...new Map(aggregations.flatMap(({ measures }) => measures).map((one) => [one.column, one])).values(),
  ]
}

/**
 * Combines the aggregations by key: each one was aggregated separately, so nothing can fan out. A series has every
 * period, with rows or without.
 *
 * @param name the name of the last CTE
 */
export function combineAggregations(
  plan: Plan,
  aggregations: readonly CompiledAggregation[],
  catalogTimes: readonly ('timestamp' | 'date')[],
  name: string,
): readonly Cte[] {
  const measures = allMeasures(aggregations)
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
    ...(hasSpine ? spineCtes(plan, aggregations, catalogTimes) : []),
    {
      name: 'combined',
      comment: 'All values of a row, from all aggregations.',
      body: {
        columns: [...keys, ...measures.map(({ column }) => sql.raw(`max(${column}) as ${column}`))],
        from: {
          query: unionAll([
            ...aggregations.map((aggregation) => branch(aggregation.name, aggregation.measures)),
            ...(hasSpine ? [branch(timeSpine, [])] : []),
          ]),
          as: sql`counts`,
        },
        where: hasSpine ? [sql`period_start <= ${lastOfRange}`] : [],
        groupBy: keys,
      },
    },
    {
      name,
      comment: 'Counts of a period without rows are 0; unknown values are null.',
      body: {
        columns: [...keys, ...measures.map((measure) => fill(plan, measure))],
        from: sql`combined`,
      },
    },
  ]
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
