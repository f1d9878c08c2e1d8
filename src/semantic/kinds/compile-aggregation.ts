import type { CompiledAggregation } from '../sql/cte.ts'
import type { AggregationContext } from '../sql/from-clause.ts'
import type { BaseMetric } from '../model/plan.ts'
import { compileAccumulation } from './accumulation/accumulate.ts'
import type { KindContext, Leaf } from './kind.ts'
import { kindOf } from './registry.ts'

/** One group of leaves, counted the way its kind is counted. */
export function compileAggregation(aggregation: AggregationContext): CompiledAggregation {
  const { group } = aggregation
  const [first, ...others] = group.leaves
  const context: KindContext = { ...aggregation, leaves: [leafOf(first), ...others.map(leafOf)] }
  if (group.over !== null) return compileAccumulation(context, group.over)
  const compiled = kindOf(first.metric).compile?.(context)
  if (compiled === undefined) throw new Error(`${first.metric.name} is computed from others, not counted`)
  return compiled
}

function leafOf({ column, metric }: BaseMetric): Leaf {
  return { column, metric, header: metric.header, kind: kindOf(metric) }
}
