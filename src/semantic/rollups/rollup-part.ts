import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { hash } from '../../catalog/hash.ts'
import { metricInputs } from '../../catalog/kind-references.ts'
import { wholeTime, type Rollup } from '../../catalog/rollups/rollup.ts'
import { aggregationKey } from '../kinds/registry.ts'
import { comparisonsOf } from '../model/request/condition.ts'
import { findView } from '../model/find-view.ts'
import type { Aggregation, PlannedPeriod } from '../model/plan.ts'
import type { RollupPart } from '../model/rollup-state.ts'

/** The part of a rollup in which the values of an aggregation are, if the rollup has them. */
export function partOf(
  catalog: Catalog,
  rollup: string,
  aggregation: Aggregation,
  { grain }: Pick<PlannedPeriod, 'grain'>,
): RollupPart {
  const [{ metric, over }] = aggregation.baseMetrics
  return {
    rollup,
    grain: grain === null ? wholeTime : grain === 'hour' ? 'day' : grain,
    dimensions: dimensionsOf(aggregation),
    aggregation: hash(aggregationKey(metric, findView(catalog, metric.view), over, grain)),
  }
}

/** What identifies a part among those of its rollup. */
export function partKey({ grain, dimensions, aggregation }: RollupPart): string {
  return `${grain} ${dimensionSet(dimensions)} ${aggregation}`
}

/** A set of dimensions as one text. */
export function dimensionSet(dimensions: readonly string[]): string {
  return [...dimensions].sort().join(',')
}

/** The dimensions that an aggregation groups by or has conditions on, each once, sorted. */
export function dimensionsOf({ dimensions, filters }: Pick<Aggregation, 'dimensions' | 'filters'>) {
  return [
    ...new Set([
      ...dimensions.map(({ name }) => name),
      ...comparisonsOf(filters).map(({ dimension }) => dimension.name),
    ]),
  ].sort()
}

/** Metric → the rollups that store it, or something computed from it; in the order of their names. */
export function rollupsByMetric(catalog: Catalog): ReadonlyMap<string, readonly Rollup[]> {
  const known = byMetric.get(catalog.rollups)
  if (known !== undefined) return known
  const found = new Map<string, Rollup[]>()
  for (const rollup of catalog.rollups.values()) {
    const stored = new Set(rollup.header.metrics.flatMap((name) => withInputs(catalog, name)))
    for (const metric of stored) found.set(metric, [...(found.get(metric) ?? []), rollup])
  }
  byMetric.set(catalog.rollups, found)
  return found
}

/** Planning a request takes a millisecond, and rollups do not change between requests. */
const byMetric = new WeakMap<Catalog['rollups'], ReadonlyMap<string, readonly Rollup[]>>()

function withInputs(catalog: Catalog, name: string): readonly string[] {
  const metric: Metric | undefined = catalog.metrics.get(name)
  if (metric === undefined) return []
  return [name, ...metricInputs(metric.header).flatMap((input) => withInputs(catalog, input))]
}
