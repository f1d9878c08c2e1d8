import type { Attributes } from './attributes.ts'
import type { Query, Value } from './query.ts'

export const otherValues = '(other)'

/** The group into which a fact falls, as text that can be compared; dimensions of which only some values stay. */
export function groupOf(by: readonly string[], keep: Query['keep'] = []): (attributes: Attributes) => string {
  return (attributes) =>
    JSON.stringify(
      by.map((dimension) => {
        const value = attributes[dimension] ?? null
        const kept = keep.findLast((one) => one.dimension === dimension)?.values
        return kept === undefined || kept.includes(value as string | null) ? value : otherValues
      }),
    )
}

export function valuesOf(group: string): readonly Value[] {
  return JSON.parse(group) as Value[]
}
