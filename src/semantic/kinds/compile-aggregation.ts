import type { CompiledAggregation } from '../sql/cte.ts'
import type { AggregationContext } from '../sql/from-clause.ts'
import { compileCumulative } from './cumulative/cumulative.ts'
import { kindOf } from './registry.ts'

/** One group of leaves, counted the way its kind is counted. */
export function compileAggregation(context: AggregationContext): CompiledAggregation {
  if (context.group.over !== null) return compileCumulative(context, context.group.over)
  const [{ metric }] = context.group.leaves
  const { compile } = kindOf(metric)
  if (compile === null) throw new Error(`${metric.name} is computed from others, not counted`)
  return compile(context)
}
