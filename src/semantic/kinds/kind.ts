import type { View } from '../../catalog/catalog.ts'
import type { MetricHeader, MetricKind } from '../../catalog/headers/view-header.ts'
import type { Open, Plan } from '../model/plan.ts'
import type { Grain } from '../model/request.ts'
import type { CompiledAggregation } from '../sql/cte.ts'
import type { AggregationContext } from '../sql/from-clause.ts'

/** The header of a metric of one kind. */
export type HeaderOf<Name extends MetricKind> = Extract<MetricHeader, { kind: Name }>

/**
 * What planning and compiling have to know of a kind of metric. The shape of its header is in
 * `catalog/view-header.ts`; everything else about it is here or in the file that makes it.
 */
export interface Kind<Header extends MetricHeader = MetricHeader> {
  /** What a row of the result is; null: what it is for the metrics that this one is computed from. */
  readonly resultShape: Plan['shape'] | null
  /** Whether its value can be recomputed over any range of time, whole periods or not. */
  readonly isRecomputable: boolean
  /** Why it has no value without a grain, after its name; null: it has one. */
  readonly grainRequired: string | null
  /** The finest grain that it has, whatever its view has. */
  readonly finestGrain: Grain
  /** Metrics of one view with an equal key are aggregated from the same rows in the same way: one CTE. */
  aggregationKey(header: Header, view: View, grain: Grain | null): string
  /** What of it may not be known yet; null: every row is known when it exists. */
  open(header: Header): Open | null
  /** The view that it reads in addition to its own, under these parameters. */
  auxiliaryView(header: Header, parameters: Plan['parameters']): string | undefined
  /** Aggregates one group. Null: it is computed from other metrics. */
  compile: ((context: AggregationContext) => CompiledAggregation) | null
}

/** A time series whose rows are known when they exist. */
export const series = {
  resultShape: 'series',
  isRecomputable: false,
  grainRequired: null,
  finestGrain: 'hour',
  open: () => null,
  auxiliaryView: () => undefined,
} as const

/** Computed from other metrics: it has their shape, and nothing of its own to aggregate. */
export function computed<Name extends 'ratio' | 'derived' | 'cumulative'>(name: Name): Kind<HeaderOf<Name>> {
  return { ...series, resultShape: null, aggregationKey: () => name, compile: null }
}
