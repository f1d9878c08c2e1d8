import { basename } from 'node:path'
import type { Metric } from '../catalog.ts'
import { didYouMean, type Problem } from '../headers/problem.ts'
import type { RollupFile } from './read-rollup-files.ts'

/** The problems of the files of `sql/rollups/`: names that are not those of their files, of metrics, or of dimensions. */
export function rollupProblems(
  files: readonly RollupFile[],
  metrics: ReadonlyMap<string, Metric>,
): readonly Problem[] {
  return files.flatMap(({ file, content: header, lineOf }) => {
    const problem = (message: string, ...path: readonly string[]): Problem => ({
      file,
      line: lineOf(...path),
      rule: 'rollups-are-valid',
      message,
    })
    const found = header.metrics.flatMap((name) => metrics.get(name) ?? [])
    const own = basename(file, '.yaml')
    return [
      ...(header.rollup === own
        ? []
        : [problem(`The rollup must have the name of its file, ${own}.`, 'rollup')]),
      ...header.metrics.flatMap((name, index) =>
        metrics.has(name)
          ? []
          : [
              problem(
                `There is no metric ${name}.${didYouMean(name, metrics.keys())}`,
                'metrics',
                String(index),
              ),
            ],
      ),
      ...header.dimensions.flatMap((set, index) =>
        set.flatMap((dimension) => {
          const without = found.find((metric) => !metric.dimensions.includes(dimension))
          if (without === undefined) return []
          const near = didYouMean(dimension, without.dimensions)
          return [
            problem(`${without.name} has no dimension ${dimension}.${near}`, 'dimensions', String(index)),
          ]
        }),
      ),
    ]
  })
}
