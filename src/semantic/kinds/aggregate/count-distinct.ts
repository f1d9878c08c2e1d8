import type { CompiledAggregation } from '../../sql/cte.ts'
import {
  dimensionColumns,
  factRows,
  groupColumns,
  inPeriod,
  periodColumn,
  selectDimensions,
  selectPeriod,
} from '../../sql/from-clause.ts'
import { as, sql, type Sql } from '../../sql/text/fragment.ts'
import { code, condition } from '../formula-text.ts'
import { series, wholeRows, type HeaderOf, type Kind, type KindContext } from '../kind.ts'
import { filtered } from './aggregate.ts'

/** Distinct values of an expression. */
export const countDistinct: Kind<HeaderOf<'count_distinct'>> = {
  ...series,
  description: 'Different values, exactly.',
  formula: ({ expression, where }) => `\`count_distinct\` of ${code(expression)}${condition(where)}`,
  isRecomputable: true,
  aggregationKey: ({ expression, where }) => `count_distinct ${expression} ${where ?? ''}`,
  compile: compileCountDistinct,
  rows: {
    ...wholeRows,
    empty: () => 'zero',
    where: rowsWithValue,
    measure: ({ header: { expression, where } }) =>
      filtered(sql`count(distinct ${sql.raw(expression)})`, where),
  },
}

/** The rows that have a value: where there are none, a group is none. */
function rowsWithValue({ expression, where }: HeaderOf<'count_distinct'>): readonly Sql[] {
  return [sql`${sql.raw(expression)} is not null`, ...(where === undefined ? [] : [sql`(${sql.raw(where)})`])]
}

/** Different things, exactly: once each per period and dimension first, then counted. */
function compileCountDistinct(context: KindContext<HeaderOf<'count_distinct'>>): CompiledAggregation {
  const { plan, group, baseMetrics } = context
  const [{ metric, header }] = baseMetrics
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
          ...factRows(context, { where: [...rowsWithValue(header), ...inPeriod(context)] }),
        },
      },
      {
        name: group.name,
        comment: `${metric.name}: how many there are.`,
        body: {
          columns: [
            ...periodColumn(plan),
            ...dimensionColumns(group),
            ...baseMetrics.map(({ column }) => as(sql`count(*)`, column)),
          ],
          from: sql.raw(once),
          groupBy: groupColumns(context),
        },
      },
    ],
    measures: baseMetrics.map(({ column }) => ({ column, empty: 'zero' })),
  }
}
