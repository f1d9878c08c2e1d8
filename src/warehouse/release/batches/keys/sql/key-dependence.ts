import type { Tree } from '../../../../../catalog/select/sql-tree.ts'

/**
 * What is asked of a key: on what the rows with one value of it depend, or those before a moment.
 *
 * - `value`: of an input in `columns` the rows with a value of the key depend on the rows with this value in one of the
 *   columns only.
 * - `moment`: the rows before a moment depend on the rows with an earlier value in one of the columns only.
 */
export type KeyKind = 'value' | 'moment'

/** How the rows of a view depend on its inputs, by the values of a key. */
export interface KeyDependence {
  /** Input → its columns that hold the key. */
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>
  /**
   * Of a key that is a moment, the inputs in `columns` of which rows from a moment on need earlier rows, too. Of the
   * others, they only need rows from this moment on.
   */
  readonly earlier: ReadonlySet<string>
  /** Inputs of which any row matters. */
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
export const independent: KeyDependence = {
  columns: new Map(),
  earlier: new Set(),
  whole: new Set(),
  switches: [],
}

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
  const earlier = new Set(parts.flatMap((part) => [...part.earlier]))
  return { columns, earlier, whole, switches: [...new Set(parts.flatMap(({ switches }) => switches))] }
}

/** The same dependence where rows need earlier rows of each input, too. */
export function withEarlier(dependence: KeyDependence): KeyDependence {
  return { ...dependence, earlier: new Set(dependence.columns.keys()) }
}
