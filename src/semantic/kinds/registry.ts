import type { Metric, View } from '../../catalog/catalog.ts'
import type { HeaderOf, MetricHeader, MetricKind } from '../../catalog/headers/metric-header.ts'
import type { Accumulation } from '../model/plan.ts'
import type { Grain } from '../model/request/request.ts'
import { avg, count, max, min, percentile, sum } from './aggregate/aggregate.ts'
import { balance } from './aggregate/balance.ts'
import { countDistinct } from './aggregate/count-distinct.ts'
import { movement } from './aggregate/movement.ts'
import { cumulative } from './computed/cumulative.ts'
import { derived } from './computed/derived.ts'
import { ratio } from './computed/ratio.ts'
import { conversion } from './conversion/conversion.ts'
import { distribution } from './distribution.ts'
import type { Kind, NotesContext } from './kind.ts'
import { lifecycle } from './lifecycle/lifecycle.ts'
import { medianByActor } from './median-by-actor.ts'
import { payback } from './payback.ts'
import { retention } from './retention/retention.ts'
import { averageDaily, trailing } from './trailing.ts'

/** Every kind of metric; the type checker rejects this list when one is missing. */
export const kinds: { readonly [Name in MetricKind]: Kind<HeaderOf<Name>> } = {
  count,
  sum,
  avg,
  min,
  max,
  percentile,
  count_distinct: countDistinct,
  movement,
  balance,
  trailing,
  average_daily: averageDaily,
  lifecycle,
  retention,
  distribution,
  median_by_actor: medianByActor,
  payback,
  conversion,
  ratio,
  derived,
  cumulative,
}

/** The kind of a metric. */
export function kindOf({ kind }: Pick<MetricHeader, 'kind'>): Kind {
  return kinds[kind]
}

/** What identifies an aggregation: base metrics of one view with equal keys are aggregated from the same rows. */
export function aggregationKey(
  metric: Metric,
  view: View,
  over: Accumulation | null,
  grain: Grain | null,
): string {
  const kind = kindOf(metric)
  const aggregation = kind.isOnePass(view, grain) ? 'one pass' : kind.aggregationKey(metric.header)
  return `${view.name} ${aggregation} ${JSON.stringify(over)}`
}

/** The notes of all kinds about their metrics. */
export function kindNotes(metrics: readonly Metric[], context: NotesContext): readonly string[] {
  return Object.entries(kinds).flatMap(([name, kind]: [string, Kind]) => {
    const own = metrics.filter((metric) => metric.kind === name)
    return own.length === 0 ? [] : kind.notes(own, context)
  })
}
