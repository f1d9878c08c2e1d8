import type { DefinitionChange } from './compare-definitions.ts'

/** A metric whose name changed, and nothing else. */
export interface Renaming {
  readonly old: string
  readonly new: string
}

/** Pairs removed metrics with added ones of the same definition: the hash of a definition does not have its name. */
export function findRenamed(changes: readonly DefinitionChange[]): readonly Renaming[] {
  const added = new Map(
    changes.flatMap(({ change, metric, newHash }) =>
      change === 'added' ? [[newHash, metric] as const] : [],
    ),
  )
  return changes.flatMap(({ change, metric, oldHash }) => {
    const other = change === 'removed' ? added.get(oldHash) : undefined
    if (other === undefined) return []
    added.delete(oldHash)
    return [{ old: metric, new: other }]
  })
}
