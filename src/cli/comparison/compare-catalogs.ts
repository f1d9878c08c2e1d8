import type { Catalog } from '../../catalog/catalog.ts'

/** What became of one metric's definition; a hash is null on the side where there is no such metric. */
export interface DefinitionChange {
  readonly metric: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly oldHash: string | null
  readonly newHash: string | null
}

/** Every metric that is not defined alike in both, in the order of the new catalogue, the removed ones last. */
export function compareCatalogs(before: Catalog, after: Catalog): readonly DefinitionChange[] {
  const changes: DefinitionChange[] = []
  for (const { name, hash } of after.metrics.values()) {
    const oldHash = before.metrics.get(name)?.hash ?? null
    if (oldHash === hash) continue
    changes.push({ metric: name, change: oldHash === null ? 'added' : 'changed', oldHash, newHash: hash })
  }
  for (const { name, hash } of before.metrics.values()) {
    if (!after.metrics.has(name))
      changes.push({ metric: name, change: 'removed', oldHash: hash, newHash: null })
  }
  return changes
}
