import { isOwnPeriod } from '../sql/time-bucket.ts'
import type { CompiledGroup } from '../sql/cte.ts'
import type { GroupContext } from '../sql/from-clause.ts'
import { compileAggregate } from './aggregate.ts'
import { compileBalance } from './balance.ts'
import { compileConversion } from './conversion/conversion.ts'
import { compileCountDistinct } from './count-distinct.ts'
import { compileCumulative } from './cumulative/cumulative.ts'
import { compileDistribution } from './distribution.ts'
import { compileLifecycle } from './lifecycle.ts'
import { compilePayback } from './payback.ts'
import { compileRetention } from './retention/retention.ts'
import { compileTrailing } from './trailing.ts'

/** One group of leaves, counted the way its kind is counted. */
export function compileGroup(context: GroupContext): CompiledGroup {
  if (context.group.over !== null) return compileCumulative(context, context.group.over)
  const [{ metric }] = context.group.leaves
  switch (metric.kind) {
    case 'count':
    case 'sum':
    case 'movement':
    case 'avg':
    case 'min':
    case 'max':
    case 'percentile':
      return compileAggregate(context)
    case 'count_distinct':
      return compileCountDistinct(context)
    case 'trailing':
    case 'average_daily':
      return compileTrailing(context)
    case 'lifecycle':
      return compileLifecycle(context)
    case 'balance':
      return isOwnPeriod(context.view, context.plan.period.grain)
        ? compileAggregate(context)
        : compileBalance(context)
    case 'conversion':
      return compileConversion(context)
    case 'distribution':
      return compileDistribution(context)
    case 'retention':
      return compileRetention(context)
    case 'payback':
      return compilePayback(context)
    case 'ratio':
    case 'derived':
    case 'cumulative':
      throw new Error(`${metric.name} is computed from others, not counted`)
  }
}
