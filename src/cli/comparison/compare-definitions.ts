import type { Catalog } from '../../catalog/catalog.ts'

/** What became of one metric's definition; a hash is null on the side where there is no such metric. */
export interface DefinitionChange {
  readonly metric: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly oldHash: string | null
  readonly newHash: string | null
}

type Hashes = ReadonlyMap<string, string>

/** Metric name → the hash of its definition. */
export function metricHashes(catalog: Catalog): Hashes {
  return new Map([...catalog.metrics.values()].map(({ name, hash }) => [name, hash]))
}

/** Every metric that is not defined alike in both, in the order of the new ones, the removed ones last. */
export function compareDefinitions(before: Hashes, after: Hashes): readonly DefinitionChange[] {
  const changed = [...after]
    .filter(([metric, hash]) => before.get(metric) !== hash)
    .map(([metric, newHash]) => {
      const oldHash = before.get(metric) ?? null
      return {
        metric,
        change: oldHash === null ? ('added' as const) : ('changed' as const),
        oldHash,
        newHash,
      }
    })
  const removed = [...before]
    .filter(([metric]) => !after.has(metric))
    .map(([metric, oldHash]) => ({ metric, change: 'removed' as const, oldHash, newHash: null }))
  return [...changed, ...removed]
}
