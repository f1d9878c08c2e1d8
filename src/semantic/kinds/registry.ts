import type { MetricHeader, MetricKind } from '../../catalog/headers/view-header.ts'
import { aggregate } from './aggregate.ts'
import { balance } from './balance.ts'
import { conversion } from './conversion/conversion.ts'
import { countDistinct } from './count-distinct.ts'
import { distribution } from './distribution.ts'
import { computed, type HeaderOf, type Kind } from './kind.ts'
import { lifecycle } from './lifecycle.ts'
import { payback } from './payback.ts'
import { retention } from './retention/retention.ts'
import { averageDaily, trailing } from './trailing.ts'

/** Every kind of metric; the compiler rejects this list when one is missing. */
const kinds: { readonly [Name in MetricKind]: Kind<HeaderOf<Name>> } = {
  count: aggregate,
  sum: aggregate,
  movement: aggregate,
  avg: aggregate,
  min: aggregate,
  max: aggregate,
  percentile: aggregate,
  count_distinct: countDistinct,
  trailing,
  average_daily: averageDaily,
  lifecycle,
  balance,
  retention,
  distribution,
  payback,
  conversion,
  ratio: computed('ratio'),
  derived: computed('derived'),
  cumulative: computed('cumulative'),
}

/** The kind of a metric. */
export function kindOf({ kind }: Pick<MetricHeader, 'kind'>): Kind {
  return kinds[kind]
}
