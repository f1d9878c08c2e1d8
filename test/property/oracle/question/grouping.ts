import type { Attributes } from '../data/attributes.ts'
import type { Query, Value } from './query.ts'

export const otherValues = '(other)'

/** The group of a fact, as comparable text; `keep` leaves only some values of a dimension. */
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
