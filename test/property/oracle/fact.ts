import type { Attributes } from './attributes.ts'

/** Something that happened (or stood, or was spent), with all that it can be grouped or filtered by. */
export interface Fact {
  /** An instant; of facts by month, the month's first day on the wall clock. */
  readonly at: number
  readonly attributes: Attributes
  readonly user?: string | null
  readonly workspace?: string | null
  readonly company?: string | null
  /** Amounts and outcomes, by name. */
  readonly numbers?: Readonly<Record<string, number | null>>
  /** What it is a part of, where facts of several kinds stand together. */
  readonly part?: string
  /** How revenue moved. */
  readonly movement?: string | null
}
