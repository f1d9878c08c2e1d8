import type { ResultColumn } from '../../model/result.ts'
import type { Join, Query } from '../../sql/select.ts'
import { divide } from '../../sql/text/divide.ts'
import { roundValue, unitOf } from '../../sql/rounding.ts'
import { hasDataIn } from './data-start.ts'
import { periodBefore } from '../../sql/periods.ts'
import type { Output, Plan } from '../../model/plan.ts'
import { spanName } from '../../time/span.ts'
import { concatSql, sql, type Sql } from '../../sql/text/fragment.ts'
import type { Span } from '../../model/request/request.ts'
import { unroundedColumn, earlierColumn } from '../../sql/comparison-columns.ts'

/** The columns added by comparisons. */
export const comparisonKinds: readonly ResultColumn['kind'][] = ['earlier', 'change', 'growth']

/** Whether a metric is rounded for display. */
export function isRounded({ columns }: Plan, alias: string): boolean {
  return columns.find(({ name }) => name === alias)?.type !== 'bigint'
}

/** Joins every row with the rows of the same group in earlier periods. */
export function comparedQuery(plan: Plan): Query {
  const joins = plan.comparisons.map((span): Join => {
    const earlier = sql.id(`${spanName(span)}_ago`)
    const before = periodBefore(plan, sql`computed.period`, span)
    const same = sql`${rowKey(plan, earlier, sql`${earlier}.period`)} = ${rowKey(plan, sql`computed`, before)}`
    return { how: 'left join', source: sql`computed as ${earlier}`, on: [same] }
  })
  const columns = plan.outputs.flatMap((output) =>
    plan.comparisons.flatMap((span) => {
      const earlier = sql.id(`${spanName(span)}_ago`)
      return comparisonColumns(
        plan,
        output,
        span,
        sql`computed`,
        earlier,
        hasDataIn(plan, output, sql`${earlier}.period`),
      )
    }),
  )
  const own = plan.columns
    .filter(({ kind }) => !comparisonKinds.includes(kind))
    .map(({ name }) => sql`computed.${sql.id(name)}`)
  return {
    columns: [...own, ...columns],
    from: sql`computed`,
    joins: [{ how: 'cross join', source: sql`data_start` }, ...joins],
  }
}

/**
 * The earlier value of a metric, its change and its growth. Differences are computed from unrounded values. All three
 * are null when the data do not reach back to the earlier row.
 */
export function comparisonColumns(
  plan: Plan,
  { alias, metric }: Output,
  span: Span,
  row: Sql,
  earlier: Sql,
  hasData: Sql,
): readonly Sql[] {
  const rounded = isRounded(plan, alias)
  const exact = sql.id(rounded ? unroundedColumn(alias) : alias)
  const ifData = (value: Sql) => sql`case when ${hasData} then ${value} end`
  const now = sql`${row}.${exact}`
  const before = sql`${earlier}.${exact}`
  const change = sql`${now} - ${before}`
  const growth = divide(sql`(${change})::numeric`, sql`greatest(${before}, 0)`)
  const ago = sql`${earlier}.${sql.id(alias)}`
  const displayedChange = rounded ? roundValue(change, unitOf('numeric', metric.unit)) : change
  return [
    sql`${ifData(ago)} as ${sql.id(earlierColumn(alias, span))}`,
    sql`${ifData(displayedChange)} as ${sql.id(`${alias}.${spanName(span)}_change`)}`,
    sql`${ifData(roundValue(growth, 'ratio'))} as ${sql.id(`${alias}.${spanName(span)}_growth`)}`,
  ]
}

/**
 * The period and the dimensions as one text, so that nulls are equal. With separate keys, the planner may join by the
 * dimensions only and compare every pair of periods.
 */
function rowKey(plan: Plan, table: Sql, period: Sql): Sql {
  if (plan.dimensions.length === 0) return period
  const dimensions = plan.dimensions.map((name) => sql`${table}.${sql.id(name)}`)
  return sql`row(${concatSql([period, ...dimensions])})::text`
}
