import type { HeaderOf } from '../../catalog/headers/metric-header.ts'
import type { CompiledAggregation } from '../sql/cte.ts'
import {
  dimensionColumns,
  factRows,
  groupColumns,
  periodColumn,
  selectDimensions,
} from '../sql/from-clause.ts'
import { distinctMembers, memberMeasures, memberOfRow, membersColumns, oneMember } from '../sql/members.ts'
import { as, sql, type Sql } from '../sql/text/fragment.ts'
import { code, condition } from './formula-text.ts'
import { series, type Kind, type KindContext, type PeriodRows } from './kind.ts'

/** The median over actors of their values in a period. */
export const medianByActor: Kind<HeaderOf<'median_by_actor'>> = {
  ...series,
  description: 'The median over actors of their number of rows, or of their sum of a value.',
  isFractional: true,
  isRecomputable: true,
  formula: ({ actor, expression, where }) =>
    `the median over ${code(actor)} of ` +
    `${expression === undefined ? '`count` of rows' : `\`sum\` of ${code(expression)}`}${condition(where)}`,
  aggregationKey: ({ actor, expression, where }) =>
    `median_by_actor ${actor} ${expression ?? ''} ${where ?? ''}`,
  compile: compileMedianByActor,
}

/** Two passes: rows are grouped by actor, then actors by period and dimensions. */
function compileMedianByActor(
  context: KindContext<HeaderOf<'median_by_actor'>>,
  { period, where, joins }: PeriodRows,
): CompiledAggregation {
  const { plan, aggregation, baseMetrics } = context
  const [{ metric, header }] = baseMetrics
  const actor = sql`fact.${sql.raw(header.actor)}`
  const conditions = header.where === undefined ? [] : [sql`(${sql.raw(header.where)})`]
  const byActor = `${aggregation.name}_by_actor`
  const member = memberOfRow(context)
  return {
    name: aggregation.name,
    ctes: [
      {
        name: byActor,
        comment: `The value of each ${header.actor} per period and group.`,
        body: {
          columns: [
            ...period,
            ...selectDimensions(context),
            actor,
            as(valueOf(header), 'value'),
            ...oneMember(member),
          ],
          ...factRows(context, { where: [sql`${actor} is not null`, ...conditions, ...where], joins }),
          groupBy: [...groupColumns(context), actor],
        },
      },
      {
        name: aggregation.name,
        comment: `${metric.name}: the mean of the two middle values, which are equal for an odd number.`,
        body: {
          columns: [
            ...periodColumn(plan),
            ...dimensionColumns(aggregation),
            ...baseMetrics.map(({ column }) => as(median, column)),
            ...membersColumns(member, baseMetrics, () => distinctMembers),
          ],
          from: sql.raw(byActor),
          groupBy: groupColumns(context),
        },
      },
    ],
    measures: [
      ...baseMetrics.map(({ column }) => ({ column, empty: 'null' as const })),
      ...memberMeasures(member, baseMetrics),
    ],
  }
}

function valueOf({ expression }: HeaderOf<'median_by_actor'>): Sql {
  return expression === undefined ? sql`count(*)` : sql`sum(${sql.raw(expression)})`
}

const lowerMiddle = sql`percentile_disc(0.5) within group (order by value)`
const upperMiddle = sql`percentile_disc(0.5) within group (order by value desc)`

/** Exact, unlike percentile_cont, which calculates in double precision. */
const median = sql`(${lowerMiddle} + ${upperMiddle}) * 0.5`
