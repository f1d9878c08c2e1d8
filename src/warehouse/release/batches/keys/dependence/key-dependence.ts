import type { Tree } from '../../../../../catalog/select/sql-tree.ts'

/**
 * How the rows of a view with one value of a key depend on its inputs. Of an input in `columns` they depend on the rows
 * with this value in one of the columns only; of one in `whole`, on any row.
 */
export interface KeyDependence {
  /** Input → its columns that hold the key. */
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>
  readonly whole: ReadonlySet<string>
  /** Comparisons with `as_of`: another moment changes the rows whose comparison has another result. */
  readonly switches: readonly Switch[]
}

/** A comparison of the values of a row with `as_of`. */
export interface Switch {
  /** The expression; `parameters.as_of` is the moment. */
  readonly comparison: Tree
  /** The item of a `from` with the row, and the column of it with the key. */
  readonly item: Tree
  readonly key: Tree
  /** The steps that the item may read. */
  readonly withClause: Tree
}

/** Nothing is read. */
export const independent: KeyDependence = { columns: new Map(), whole: new Set(), switches: [] }

/** Relations of which any row matters. */
export function dependsOnAll(inputs: Iterable<string>): KeyDependence {
  return { ...independent, whole: new Set(inputs) }
}

/** The dependence of something that is made of several parts. An input that one part needs as a whole is needed as one. */
export function together(parts: readonly KeyDependence[]): KeyDependence {
  const whole = new Set(parts.flatMap((part) => [...part.whole]))
  const columns = new Map<string, ReadonlySet<string>>()
  for (const part of parts)
    for (const [input, own] of part.columns)
      if (!whole.has(input)) columns.set(input, new Set([...(columns.get(input) ?? []), ...own]))
  return { columns, whole, switches: [...new Set(parts.flatMap(({ switches }) => switches))] }
}
