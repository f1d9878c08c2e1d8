import type { HeaderOf } from '../../../catalog/headers/metric-header.ts'
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
import { accountOfFact } from '../../sql/actor-account.ts'
import { filtered } from '../../sql/filter.ts'
import { as, sql, type Sql } from '../../sql/text/fragment.ts'
import { distinctMembers, memberMeasures, memberOfRow, membersColumns } from '../../sql/members.ts'
import { code, condition } from '../formula-text.ts'
import { series, wholeRows, type Kind, type KindContext } from '../kind.ts'
import { rowsWithValue } from './aggregate.ts'

/** Distinct values of an expression. */
export const countDistinct: Kind<HeaderOf<'count_distinct'>> = {
  ...series,
  description: 'Distinct values, exactly.',
  formula: ({ expression, where }) => `\`count_distinct\` of ${code(expression)}${condition(where)}`,
  isRecomputable: true,
  needsEveryRow: () => null,
  aggregationKey: ({ expression, where }) => `count_distinct ${expression} ${where ?? ''}`,
  compile: compileCountDistinct,
  rows: {
    ...wholeRows,
    empty: () => 'zero',
    where: distinctRows,
    contributing: ({ header }) => rowsWithValue(header),
    measure: ({ header: { expression, where } }) =>
      filtered(sql`count(distinct ${sql.raw(expression)})`, where),
  },
}

/** The rows with a value; groups without such rows do not exist. */
function distinctRows({ expression, where }: HeaderOf<'count_distinct'>): readonly Sql[] {
  return [sql`${sql.raw(expression)} is not null`, ...(where === undefined ? [] : [sql`(${sql.raw(where)})`])]
}

/** Selects the distinct values of each period and group first, then counts them. */
function compileCountDistinct(context: KindContext<HeaderOf<'count_distinct'>>): CompiledAggregation {
  const { plan, aggregation, baseMetrics } = context
  const [{ metric, header }] = baseMetrics
  const once = `${aggregation.name}_distinct`
  const member = memberOfRow(context)
  return {
    name: aggregation.name,
    ctes: [
      {
        name: once,
        comment: `Each ${header.expression} once per period and group.`,
        body: {
          distinct: true,
          columns: [
            ...selectPeriod(context),
            ...selectDimensions(context),
            as(sql.raw(header.expression), 'value'),
            ...accountOfFact(context, header.expression),
            ...(member === null ? [] : [as(member, 'member')]),
          ],
          ...factRows(context, { where: [...distinctRows(header), ...inPeriod(context)] }),
        },
      },
      {
        name: aggregation.name,
        comment: `${metric.name}: the number of distinct values.`,
        body: {
          columns: [
            ...periodColumn(plan),
            ...dimensionColumns(aggregation),
            // with members, a value is there once for each of them
            ...baseMetrics.map(({ column }) =>
              as(member === null ? sql`count(*)` : sql`count(distinct value)`, column),
            ),
            ...membersColumns(member, baseMetrics, () => distinctMembers),
          ],
          from: sql.raw(once),
          groupBy: groupColumns(context),
        },
      },
    ],
    measures: [
      ...baseMetrics.map(({ column }) => ({ column, empty: 'zero' as const })),
      ...memberMeasures(member, baseMetrics),
    ],
  }
}
