import type { Catalog } from '../../catalog/catalog.ts'
import { cellColumns } from '../../resolvers/families/cell-columns.ts'
import type { Grain } from '../../semantic/model/request/request.ts'
import { commonGrains, metricTime, type SemanticMetric } from './semantic-metric.ts'

/** What metrics can be grouped and filtered by. */
export interface SemanticDimension {
  readonly name: string
  readonly description: string
  readonly isTime: boolean
  /** The granularities of the time; empty for all others. */
  readonly grains: readonly Grain[]
}

/** The dimensions that all of these metrics have, their time first. */
export function commonDimensions(
  catalog: Catalog,
  metrics: readonly SemanticMetric[],
): readonly SemanticDimension[] {
  const grains = commonGrains(metrics)
  const [first, ...others] = metrics
  const names = (first?.metric.dimensions ?? []).filter((name) =>
    others.every(({ metric }) => metric.dimensions.includes(name)),
  )
  return [
    ...(grains.length === 0 ? [] : [{ name: metricTime, description: timeText, isTime: true, grains }]),
    ...cellsOf(metrics).map(({ name, description }) => dimension(name, description)),
    ...names.map((name) => dimension(name, catalog.dimensions.get(name)?.description ?? '')),
  ]
}

/** What identifies a row of all of these metrics besides time and dimensions; empty for metrics of different shapes. */
function cellsOf(metrics: readonly SemanticMetric[]) {
  const shapes = new Set(metrics.map(({ shape }) => shape))
  const [shape] = shapes
  return shape === undefined || shapes.size > 1
    ? []
    : cellColumns[shape].filter(({ name }) => name !== 'cohort')
}

const timeText =
  'The time of the values: a granularity groups by it, conditions bound it. Of cohorts, when their members entered.'

function dimension(name: string, description: string): SemanticDimension {
  return { name, description, isTime: false, grains: [] }
}
