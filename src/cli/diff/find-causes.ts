import { parse } from 'yaml'
import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { metricInputs } from '../../catalog/kind-references.ts'
import { businessParameters } from '../../catalog/parameters/parameter.ts'
import { releasedFiles } from '../../warehouse/release/deployed-files.ts'

/** A parameter with another canonical value. */
export interface ParameterChange {
  readonly parameter: string
  readonly old: unknown
  readonly new: unknown
}

/** Why the definition of a metric differs from the deployed one. */
export interface Causes {
  /** Views, among those that it reads, whose files differ or are new. */
  readonly views: readonly string[]
  readonly parameters: readonly ParameterChange[]
}

/**
 * Compares the deployed files with those of a catalogue, whether or not the deployed ones pass its rules.
 *
 * @param deployed the recorded files, by the names of `releasedFiles`
 */
export function causesIn(
  deployed: ReadonlyMap<string, string>,
  catalog: Catalog,
): (metric: Metric) => Causes {
  const current = releasedFiles(catalog)
  const parameters = new Map(
    [...catalog.parameters.values()].flatMap(({ name, subject }): [string, ParameterChange][] => {
      const file = `parameters/${subject}.yaml`
      const [old, now] = [deployed, current].map((files) => defaultIn(files.get(file), name))
      return JSON.stringify(old) === JSON.stringify(now) ? [] : [[name, { parameter: name, old, new: now }]]
    }),
  )
  return (metric) => {
    const views = [...viewsOf(catalog, metric)]
    // also those without an effect on its numbers: they are in the hash of the definition
    const read = new Set(metric.options)
    for (const view of views) for (const name of catalog.views.get(view)?.allParameters ?? []) read.add(name)
    return {
      views: views.filter((name) => name !== businessParameters && deployed.get(name) !== current.get(name)),
      parameters: [...read].flatMap((name) => parameters.get(name) ?? []),
    }
  }
}

/** The views that a metric and its inputs read, its own included. */
function viewsOf(catalog: Catalog, { view, header }: Metric): ReadonlySet<string> {
  const inputs = metricInputs(header).flatMap((name) => catalog.metrics.get(name) ?? [])
  return new Set([
    ...(catalog.views.get(view)?.lineage ?? []),
    view,
    ...inputs.flatMap((input) => [...viewsOf(catalog, input)]),
  ])
}

/** The canonical value in a file of parameters; undefined where it has no such parameter. */
function defaultIn(text: string | undefined, name: string): unknown {
  const file = parse(text ?? '') as { parameters?: Record<string, { default?: unknown }> } | null
  return file?.parameters?.[name]?.default
}
