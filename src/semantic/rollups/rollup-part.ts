import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { hash } from '../../catalog/hash.ts'
import { metricInputs } from '../../catalog/kind-references.ts'
import { wholeTime, type Rollup } from '../../catalog/rollups/rollup.ts'
import { aggregationKey } from '../kinds/registry.ts'
import { findView } from '../model/find-view.ts'
import type { Aggregation, PlannedPeriod } from '../model/plan.ts'
import type { RollupPart } from '../model/rollup-state.ts'

/** The part of a rollup in which the values of an aggregation are, if the rollup has them. */
export function partOf(
  catalog: Catalog,
  rollup: string,
  group: Aggregation,
  { grain }: Pick<PlannedPeriod, 'grain'>,
): RollupPart {
  const [{ metric, over }] = group.baseMetrics
  return {
    rollup,
    grain: grain === null ? wholeTime : grain === 'hour' ? 'day' : grain,
    dimensions: dimensionsOf(group),
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
    ...new Set([...dimensions.map(({ name }) => name), ...filters.map(({ dimension }) => dimension.name)]),
  ].sort()
}

/** The metrics from which those of a rollup are computed, by name. */
export function storedMetrics(catalog: Catalog, { header }: Pick<Rollup, 'header'>): ReadonlySet<string> {
  const inputsOf = (name: string): readonly string[] => {
    const metric: Metric | undefined = catalog.metrics.get(name)
    return metric === undefined ? [] : [name, ...metricInputs(metric.header).flatMap(inputsOf)]
  }
  return new Set(header.metrics.flatMap(inputsOf))
}
