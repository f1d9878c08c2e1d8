import type { CompiledAggregation } from '../sql/cte.ts'
import { factRows, groupColumns, inPeriod, selectDimensions, selectPeriod } from '../sql/from-clause.ts'
import { memberMeasures, memberOfRow } from '../sql/members.ts'
import { as } from '../sql/text/fragment.ts'
import { memberCounts } from './aggregate/member-counts.ts'
import { rowsOf, type KindContext } from './kind.ts'
import { maturityCounts } from './maturity.ts'

/** Aggregates of the same rows, of one or several kinds, in one pass. */
export function compileOnePass(context: KindContext): CompiledAggregation {
  const { plan, group, baseMetrics } = context
  const maturity = maturityCounts(group, plan)
  return {
    name: group.name,
    ctes: [
      {
        name: group.name,
        comment: `${baseMetrics.map(({ metric }) => metric.name).join(', ')}: from ${group.view}.`,
        body: {
          columns: [
            ...selectPeriod(context),
            ...selectDimensions(context),
            ...baseMetrics.map((baseMetric) =>
              as(rowsOf(baseMetric).measure(baseMetric, context), baseMetric.column),
            ),
            ...maturity.map(({ column, count: counted }) => as(counted, column)),
            ...memberCounts(context),
          ],
          ...factRows(context, { where: inPeriod(context) }),
          groupBy: groupColumns(context),
        },
      },
    ],
    measures: [
      ...baseMetrics.map((baseMetric) => ({
        column: baseMetric.column,
        empty: rowsOf(baseMetric).empty(baseMetric.header),
        onlyStarted: baseMetric.kind.isStock,
      })),
      ...maturity.map(({ column }) => ({ column, empty: 'zero' as const })),
      ...memberMeasures(memberOfRow(context), baseMetrics),
    ],
  }
}
