import type { CompiledAggregation } from '../sql/cte.ts'
import { inPeriod, selectPeriod, type AggregationContext } from '../sql/from-clause.ts'
import type { BaseMetric } from '../model/plan.ts'
import { compileAccumulation } from './accumulation/accumulate.ts'
import { windowCte, windowedRows } from './accumulation/windows.ts'
import type { KindContext, KindMetric, PeriodRows } from './kind.ts'
import { compileOnePass } from './one-pass.ts'
import { kindOf } from './registry.ts'

/** Compiles one aggregation with the kind of its metrics. */
export function compileAggregation(aggregation: AggregationContext): CompiledAggregation {
  const { group } = aggregation
  const [first, ...others] = group.baseMetrics
  const context: KindContext = {
    ...aggregation,
    baseMetrics: [toKindMetric(first), ...others.map(toKindMetric)],
  }
  const { over } = group
  if (over === null) {
    if (context.baseMetrics[0].kind.isOnePass(context.view, context.plan.period.grain))
      return compileOnePass(context)
    return compileRows(context, { period: selectPeriod(context), where: inPeriod(context), joins: [] })
  }
  if (kindOf(first.metric).rows !== null) return compileAccumulation(context, over)
  const windows = `${group.name}_windows`
  const compiled = compileRows(context, windowedRows(context, over, windows))
  return { ...compiled, ctes: [windowCte(context, over, windows), ...compiled.ctes] }
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
