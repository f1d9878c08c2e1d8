import type { MetricHeader } from '../../catalog/headers/view-header.ts'
import type { CompiledAggregation } from '../sql/cte.ts'
import {
  dimensionColumns,
  factRows,
  groupColumns,
  inPeriod,
  periodColumn,
  selectDimensions,
  selectPeriod,
  type AggregationContext,
} from '../sql/from-clause.ts'
import { as, sql, type Sql } from '../sql/text/fragment.ts'
import { series, type HeaderOf, type Kind } from './kind.ts'

/** The rows that have a thing to count: where there are none, a group is none. */
export function rowsOfSomething(header: Extract<MetricHeader, { kind: 'count_distinct' }>): readonly Sql[] {
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
  const { plan, group } = context
  const [{ metric }] = group.leaves
  const header = metric.header
  if (header.kind !== 'count_distinct') throw new Error(`${metric.name} counts nothing distinct`)
  const once = `${group.name}_distinct`
  return {
    name: group.name,
    ctes: [
      {
        name: once,
        comment: `Each ${header.expression} once in every period and group in which it is found.`,
        body: {
          distinct: true,
          columns: [
            ...selectPeriod(context),
            ...selectDimensions(context),
            as(sql.raw(header.expression), 'value'),
          ],
          ...factRows(context, { where: [...rowsOfSomething(header), ...inPeriod(context)] }),
        },
      },
      {
        name: group.name,
        comment: `${metric.name}: how many there are.`,
        body: {
          columns: [
            ...periodColumn(plan),
            ...dimensionColumns(group),
            ...group.leaves.map(({ column }) => as(sql`count(*)`, column)),
          ],
          from: sql.raw(once),
          groupBy: groupColumns(context),
        },
      },
    ],
    measures: group.leaves.map(({ column }) => ({ column, empty: 'zero' })),
  }
}
