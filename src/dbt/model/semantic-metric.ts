import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { closest } from '../../closest.ts'
import { PlumblineError } from '../../errors.ts'
import { isMetricGranted, type Access } from '../../policy/access.ts'
import { cellColumns } from '../../resolvers/families/cell-columns.ts'
import { familiesOf } from '../../resolvers/families/families-of.ts'
import type { Family } from '../../resolvers/families/family.ts'
import type { Grain } from '../../semantic/model/request/request.ts'
import { sharedGrains } from '../../semantic/plan/shared-grains.ts'

/** The name of the time of all values in dbt. */
export const metricTime = 'metric_time'

/** A metric, and what identifies the rows of its results. */
export interface SemanticMetric {
  readonly metric: Metric
  readonly shape: Family['shape']
  /** The granularities of its time, shortest first; empty when it has none. */
  readonly grains: readonly Grain[]
}

/** The metrics that a caller may query, by name. Others are not shown and not hinted at. */
export function semanticMetrics(catalog: Catalog, access: Access): ReadonlyMap<string, SemanticMetric> {
  return new Map([...allMetrics(catalog)].filter(([name]) => isMetricGranted(access, name)))
}

/** By catalogue, which never changes: finding its families takes 40 ms. */
const known = new WeakMap<Catalog, ReadonlyMap<string, SemanticMetric>>()

function allMetrics(catalog: Catalog): ReadonlyMap<string, SemanticMetric> {
  const all =
    known.get(catalog) ??
    new Map(
      familiesOf(catalog).flatMap(({ shape, metrics }) =>
        metrics.map(({ metric }) => [metric.name, { metric, shape, grains: sharedGrains(catalog, metric) }]),
      ),
    )
  known.set(catalog, all)
  return all
}

/** @throws PlumblineError `UNKNOWN_METRIC` with similar names */
export function findMetrics(
  metrics: ReadonlyMap<string, SemanticMetric>,
  names: readonly string[],
): readonly SemanticMetric[] {
  return names.map((name) => {
    const found = metrics.get(name.toLowerCase())
    if (found !== undefined) return found
    throw new PlumblineError('UNKNOWN_METRIC', `There is no metric ${name}.`, {
      subject: name,
      suggestions: closest(name, metrics.keys()),
    })
  })
}

/** The granularities that all of these metrics have, shortest first. */
export function commonGrains(metrics: readonly SemanticMetric[]): readonly Grain[] {
  const [first, ...others] = metrics
  return (first?.grains ?? []).filter((grain) => others.every(({ grains }) => grains.includes(grain)))
}

/** Whether each query of a metric has to group by its time: values of cohorts do not add up. */
export function requiresTime({ shape }: SemanticMetric): boolean {
  return cellColumns[shape].some(({ name }) => name === 'cohort')
}
