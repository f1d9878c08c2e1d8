import type { Catalog } from '../../catalog/catalog.ts'

/** The definition of a metric; the version is null for a release that did not store its files. */
export interface Definition {
  readonly hash: string
  readonly version: number | null
}

/** The change of one metric's definition; null on the side without this metric. */
export interface DefinitionChange {
  readonly metric: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly oldHash: string | null
  readonly newHash: string | null
  readonly oldVersion: number | null
  readonly newVersion: number | null
  /**
   * True when the definition changed and its version did not: readers of the metric cannot notice the
   * change.
   */
  readonly isUnannounced: boolean
}

export type Definitions = ReadonlyMap<string, Definition>

/** Metric name → its definition. */
export function definitionsOf(catalog: Catalog): Definitions {
  return new Map([...catalog.metrics.values()].map(({ name, hash, version }) => [name, { hash, version }]))
}

/** All metrics whose definitions differ, in the order of the new ones, removed ones last. */
export function compareDefinitions(before: Definitions, after: Definitions): readonly DefinitionChange[] {
  const names = [...after.keys(), ...[...before.keys()].filter((name) => !after.has(name))]
  return names.flatMap((metric) => {
    const [old, current] = [before.get(metric), after.get(metric)]
    if (old?.hash === current?.hash) return []
    const change = old === undefined ? 'added' : current === undefined ? 'removed' : 'changed'
    return [
      {
        metric,
        change,
        oldHash: old?.hash ?? null,
        newHash: current?.hash ?? null,
        oldVersion: old?.version ?? null,
        newVersion: current?.version ?? null,
        isUnannounced: change === 'changed' && old?.version === current?.version,
      },
    ]
  })
}
