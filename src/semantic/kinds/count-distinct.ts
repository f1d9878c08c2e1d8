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
import { groupBy, periodColumn, timeColumn } from '../sql/grouping.ts'
import { series, type HeaderOf, type Kind } from './kind.ts'

/** The rows that have a thing to count: where there are none, a group is none. */
export function rowsOfSomething(
  header: Extract<MetricHeader, { kind: 'count_distinct' }>,
): readonly RawBuilder<unknown>[] {
  return [
    sql`${sql.raw(header.expression)} is not null`,
    ...(header.where === undefined ? [] : [sql`(${sql.raw(header.where)})`]),
  ]
}

/** Distinct values of an expression. */
export const countDistinct: Kind<HeaderOf<'count_distinct'>> = {
  ...series,
  isRecomputable: true,
  aggregationKey: ({ expression, where }) => `count_distinct ${expression} ${where ?? ''}`,
  compile: compileCountDistinct,
}

/** Different things, exactly: once each per period and dimension first, then counted. */
function compileCountDistinct(context: AggregationContext): CompiledAggregation {
  const { plan, group, view } = context
  const { grain } = plan.period
  const [{ metric }] = group.leaves
  const header = metric.header
  if (header.kind !== 'count_distinct') throw new Error(`${metric.name} counts nothing distinct`)
  const period = grain === null ? [] : [sql`${bucket(timeColumn(view), view, plan, grain)} as period_start`]
  const once = `${group.name}_once`
  const conditions = [...rowsOfSomething(header), ...inPeriod(context)]
  return {
    name: group.name,
    tables: [
      {
        name: once,
        says: `Each ${header.expression} once in every period and group in which it is found.`,
        body: sql`    select distinct\n        ${list([...period, ...selectDimensions(context), sql`${sql.raw(header.expression)} as thing`])}\n\n    ${fromClause(context, conditions)}`,
      },
      {
        name: group.name,
        says: `${metric.name}: how many there are.`,
        body: sql`    select\n        ${list([...periodColumn(plan), ...dimensionColumns(group), ...group.leaves.map(({ column }) => sql`count(*) as ${sql.raw(column)}`)])}\n\n    from ${sql.raw(once)}${groupBy(plan, dimensionColumns(group))}`,
      },
    ],
    measures: group.leaves.map(({ column }) => ({ column, empty: 'zero' })),
  }
}
