import type { ResultColumn } from '../model/result.ts'
import type { Join, Query } from '../sql/select.ts'
import { roundValue, unitOf } from '../sql/round-value.ts'
import { hasDataIn } from './data-start.ts'
import { periodBefore } from '../sql/periods.ts'
import type { Output, Plan } from '../model/plan.ts'
import { spanName } from '../time/span.ts'
import { concatSql, sql, type Sql } from '../sql/text/fragment.ts'
import type { Span } from '../model/request.ts'
import { unroundedColumn, earlierColumn } from '../sql/comparison-columns.ts'

/** What only a comparison adds to an answer: it is not there before the periods stand beside each other. */
export const comparisonKinds: readonly ResultColumn['kind'][] = ['earlier', 'change', 'growth']

/** Whether what is shown of a metric is less than what is known of it. */
export function isRounded({ columns }: Plan, alias: string): boolean {
  return columns.find(({ name }) => name === alias)?.type !== 'bigint'
}

/** Every row beside the same group's rows of earlier periods. Differences are of the numbers before they are rounded. */
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
    joins: [{ how: 'cross join', source: sql`known_since` }, ...joins],
  }
}

/**
 * What a number was in an earlier row, by how much it has changed since, and by which share. Differences are of the
 * numbers before they are rounded; where nothing is known of the earlier one, all three are null.
 */
export function comparisonColumns(
  plan: Plan,
  { alias, metric }: Output,
  span: Span,
  row: Sql,
  earlier: Sql,
  isKnown: Sql,
): readonly Sql[] {
  const rounded = isRounded(plan, alias)
  const exact = sql.id(rounded ? unroundedColumn(alias) : alias)
  const whenKnown = (value: Sql) => sql`case when ${isKnown} then ${value} end`
  const now = sql`${row}.${exact}`
  const before = sql`${earlier}.${exact}`
  const change = sql`${now} - ${before}`
  const growth = sql`(${change})::numeric / nullif(greatest(${before}, 0), 0)`
  const ago = sql`${earlier}.${sql.id(alias)}`
  const shownChange = rounded ? roundValue(change, unitOf('numeric', metric.unit)) : change
  return [
    sql`${whenKnown(ago)} as ${sql.id(earlierColumn(alias, span))}`,
    sql`${whenKnown(shownChange)} as ${sql.id(`${alias}.${spanName(span)}_change`)}`,
    sql`${whenKnown(roundValue(growth, 'ratio'))} as ${sql.id(`${alias}.${spanName(span)}_growth`)}`,
  ]
}

/**
 * The period and the dimensions as one text, in which nulls are equal. With a key for each, the planner may join by the
 * dimensions alone and compare every pair of periods.
 */
function rowKey(plan: Plan, table: Sql, period: Sql): Sql {
  if (plan.dimensions.length === 0) return period
  const dimensions = plan.dimensions.map((name) => sql`${table}.${sql.id(name)}`)
  return sql`row(${concatSql([period, ...dimensions])})::text`
}
