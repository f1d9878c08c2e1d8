import type { CompiledAggregation } from '../sql/cte.ts'
import {
  factRows,
  groupColumns,
  inPeriod,
  selectDimensions,
  selectPeriod,
  type AggregationContext,
} from '../sql/from-clause.ts'
import { memberMeasures, memberOfRow } from '../sql/members.ts'
import { as } from '../sql/text/fragment.ts'
import type { BaseMetric } from '../model/plan.ts'
import { compileAccumulation } from './accumulation/accumulate.ts'
import { windowCte, windowedRows } from './accumulation/windows.ts'
import { memberCounts } from './aggregate/member-counts.ts'
import { rowsOf, type KindContext, type KindMetric, type PeriodRows } from './kind.ts'
import { maturityCounts } from './maturity.ts'
import { kindOf } from './registry.ts'

/** Compiles one aggregation with the kind of its metrics. */
export function compileAggregation(given: AggregationContext): CompiledAggregation {
  const { aggregation } = given
  const [first, ...others] = aggregation.baseMetrics
  const context: KindContext = {
    ...given,
    baseMetrics: [toKindMetric(first), ...others.map(toKindMetric)],
  }
  const { over } = aggregation
  if (over === null) {
    if (context.baseMetrics[0].kind.isOnePass(context.view, context.plan.period.grain))
      return compileOnePass(context)
    return compileRows(context, { period: selectPeriod(context), where: inPeriod(context), joins: [] })
  }
  if (kindOf(first.metric).rows !== null) return compileAccumulation(context, over)
  const windows = `${aggregation.name}_windows`
  const compiled = compileRows(context, windowedRows(context, over, windows))
  return { ...compiled, ctes: [windowCte(context, over, windows), ...compiled.ctes] }
}

/** Aggregates of the same rows, of one or several kinds, in one pass. */
function compileOnePass(context: KindContext): CompiledAggregation {
  const { plan, aggregation, baseMetrics } = context
  const maturity = maturityCounts(aggregation, plan)
  return {
    name: aggregation.name,
    ctes: [
      {
        name: aggregation.name,
        comment: `${baseMetrics.map(({ metric }) => metric.name).join(', ')}: from ${aggregation.view}.`,
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

function compileRows(context: KindContext, rows: PeriodRows): CompiledAggregation {
  const [{ metric, kind }] = context.baseMetrics
  const compiled = kind.compile?.(context, rows)
  if (compiled === undefined) throw new Error(`${metric.name} is computed from other metrics, not aggregated`)
  return compiled
}

function toKindMetric({ column, metric }: BaseMetric): KindMetric {
  return { column, metric, header: metric.header, kind: kindOf(metric) }
}
