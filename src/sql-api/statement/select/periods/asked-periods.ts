import type { DayGrain, MetricRelation } from '../../../relations/metric-relation.ts'
import { boundsOf, grainOf, periodFacts, type Bounds, type PeriodContext } from './periods.ts'
import { buckets, type Bucket, type PeriodFacts } from './probe.ts'
import type { Source } from '../sources.ts'

/** The periods that a select asks for. */
export interface AskedPeriods extends Bounds {
  /** Null: one value for the whole time. */
  readonly grain: DayGrain | null
  /** Whether the statement has other weeks than the session. */
  readonly isOtherWeek: boolean
}

interface Asking {
  /** The columns of periods that the select reads, and the expressions over them. */
  readonly times: readonly DayGrain[]
  readonly cells: readonly unknown[]
  readonly conditions: readonly unknown[]
  /** Whether the select adds up the values of shorter periods. */
  readonly addsUp: boolean
}

/** The length of the periods of a select, and its days. */
export async function askedPeriods(
  source: Source,
  context: PeriodContext,
  { times, cells, conditions, addsUp }: Asking,
): Promise<AskedPeriods> {
  const { relation } = source
  const facts =
    times.length === 0 && conditions.length === 0
      ? null
      : await periodFacts(source, context, cells, conditions)
  const grouped = times.length === 0 ? null : grainOf(relation, times, cells, facts)
  const bucket = (addsUp ? withoutGaps(relation, grouped, facts) : null) ?? grouped
  const isOtherWeek = bucket === 'other_week'
  return {
    ...boundsOf(relation, bucket, conditions, facts, context.days),
    grain: isOtherWeek ? 'week' : bucket,
    isOtherWeek,
  }
}

/** The longest shorter periods that conditions with gaps do not cut; null where they have no gaps. */
function withoutGaps(
  { grains }: MetricRelation,
  bucket: Bucket | null,
  facts: PeriodFacts | null,
): Bucket | null {
  const hasGaps = facts?.met?.isRange === false && (bucket === null || !facts.whole.has(bucket))
  if (!hasGaps) return null
  const isWithin = (one: Bucket) => bucket === null || one === 'day' || (parts[bucket] ?? []).includes(one)
  return (
    buckets.find(
      (one) => one !== 'other_week' && grains.includes(one) && facts.whole.has(one) && isWithin(one),
    ) ?? null
  )
}

/** The shorter periods that fit into longer ones, besides days. */
const parts: Partial<Readonly<Record<Bucket, readonly Bucket[]>>> = {
  year: ['quarter', 'month'],
  quarter: ['month'],
}
