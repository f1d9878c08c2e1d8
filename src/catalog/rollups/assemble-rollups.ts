import type { Metric, View, ViewDimension } from '../catalog.ts'
import { hash } from '../hash.ts'
import { metricInputs } from '../kind-references.ts'
import type { RollupFile } from './read-rollup-files.ts'
import type { Rollup } from './rollup.ts'

/** Raised when the compiler stores another form of the same values, so that tables of earlier releases are not read. */
const storedForm = 1

/** The rollups by name, each with a hash over everything that its values depend on. */
export function assembleRollups(
  files: readonly RollupFile[],
  views: ReadonlyMap<string, View>,
  metrics: ReadonlyMap<string, Metric>,
  viewDimensions: ReadonlyMap<string, ReadonlyMap<string, ViewDimension>>,
): ReadonlyMap<string, Rollup> {
  return new Map(
    files.map(({ file, text, content: header }) => {
      const { metrics: names, grains, dimensions, changes } = header
      const own = names.flatMap((name) => metrics.get(name) ?? [])
      const of = [...new Set(own.flatMap((metric) => viewsOf(metric, metrics)))].sort()
      const described = of.map((view) =>
        [...new Set(dimensions.flat())].sort().map((name) => {
          const dimension = viewDimensions.get(view)?.get(name)
          return dimension === undefined ? null : [dimension, views.get(dimension.from)?.hash ?? null]
        }),
      )
      const definition = [
        storedForm,
        grains,
        dimensions,
        changes,
        own.map((metric) => metric.hash),
        described,
      ]
      return [header.rollup, { name: header.rollup, file, text, header, hash: hash(definition) }]
    }),
  )
}

/** The views of a metric and of those from which it is computed. */
function viewsOf(metric: Metric, metrics: ReadonlyMap<string, Metric>): readonly string[] {
  return [
    metric.view,
    ...metricInputs(metric.header).flatMap((name) => {
      const input = metrics.get(name)
      return input === undefined ? [] : viewsOf(input, metrics)
    }),
  ]
}
