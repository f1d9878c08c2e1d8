import type { Formula, Output, Plan } from '../../model/plan.ts'
import { dimensionColumn } from '../../sql/from-clause.ts'
import { allOf, concatSql, none, sql, type Sql } from '../../sql/text/fragment.ts'
import { hasDataIn } from './data-start.ts'

type Moving = Extract<Formula, { kind: 'moving' }>

const aggregates = { average: 'avg', minimum: 'min', maximum: 'max' } as const

/** Whether any metric of the result is aggregated over consecutive periods. */
export function hasMoving({ outputs }: Pick<Plan, 'outputs'>): boolean {
  return outputs.some(({ formula }) => formula.kind === 'moving')
}

/**
 * The aggregate of a value over consecutive periods of a group. Null unless all of them have a value and the data reach
 * back to the first one.
 */
export function movingValue(plan: Plan, output: Output, { moving }: Moving, input: Sql): Sql {
  const dimensions = plan.dimensions.map(dimensionColumn)
  const partition = dimensions.length === 0 ? none : sql`partition by ${concatSql(dimensions)} `
  const { count } = moving.span
  const ordered = sql`${partition}order by period_start`
  const over = sql`over (${ordered} rows ${sql.lit(count - 1)} preceding)`
  const value = sql`(${input})::numeric`
  const isComplete = [
    sql`count(${value}) ${over} = ${sql.lit(count)}`,
    hasDataIn(plan, output, sql`min(period_start) ${over}`),
  ]
  const combined =
    moving.aggregate === 'product'
      ? product(value, count, sql`over (${ordered})`)
      : sql`${sql.raw(aggregates[moving.aggregate])}(${value}) ${over}`
  return sql`case when ${allOf(isComplete)} then ${combined} end`
}

/** PostgreSQL has no aggregate for products. */
function product(value: Sql, count: number, over: Sql): Sql {
  const earlier = Array.from(
    { length: count - 1 },
    (_, index) => sql`lag(${value}, ${sql.lit(index + 1)}) ${over}`,
  )
  return concatSql([value, ...earlier], ' * ')
}
