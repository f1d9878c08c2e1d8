import type { RollupGrain } from '../../catalog/rollups/rollup.ts'

/** What the published batch holds of a rollup, or why its rows are not read. */
export type RollupState = FilledRollup | { readonly unusable: string }

/** A rollup that the published batch has filled by its current definition, from the data as they are known now. */
export interface FilledRollup {
  readonly batch: string
  /** ISO instant: the `asOf` of its values. */
  readonly asOf: string
  /** ISO instant at which readers began to see the batch. */
  readonly publishedAt: string
  /** Key of a part → the columns of the table that it has. */
  readonly parts: ReadonlyMap<string, readonly string[]>
  /** View → the time of its first row, as text; null without rows. */
  readonly starts: ReadonlyMap<string, string | null>
}

/** The rows of a rollup with the values of one aggregation, by one grain and one set of dimensions. */
export interface RollupPart {
  readonly rollup: string
  readonly grain: RollupGrain
  /** Sorted by name. */
  readonly dimensions: readonly string[]
  /** What identifies the aggregation among those with the same grain and dimensions. */
  readonly aggregation: string
}

/** A part whose rows are read. */
export interface ChosenPart extends RollupPart {
  readonly batch: string
  /** ISO instant at which readers began to see the batch. */
  readonly publishedAt: string
  /** The age from which the values are said to be old, such as `2 days`. */
  readonly tolerance: string
  /** The time of the first row of the view of the aggregation, as text; null without rows. */
  readonly firstRowAt: string | null
}

/** Where the values of one aggregation come from. */
export interface RollupChoice {
  /** The name of the aggregation. */
  readonly aggregation: string
  /** The base metrics. */
  readonly metrics: readonly string[]
  /** The stored rows; null when they are computed from the base. */
  readonly part: ChosenPart | null
  /** Why each other rollup with one of these metrics is not read. */
  readonly rejected: readonly { readonly rollup: string; readonly because: string }[]
}
