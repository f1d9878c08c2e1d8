import type { Attributes } from './data/attributes.ts'

/** A fact: an event, a balance or an amount, with everything that it can be grouped or filtered by. */
export interface Fact {
  /** An instant; for monthly facts, the first local day of the month. */
  readonly at: number
  readonly attributes: Attributes
  readonly user?: string | null
  readonly workspace?: string | null
  readonly company?: string | null
  /** Amounts and outcomes, by name. */
  readonly numbers?: Readonly<Record<string, number | null>>
  /** The part of the metric that this fact counts for, where facts of several kinds are combined. */
  readonly part?: string
  /** The kind of revenue movement. */
  readonly movement?: string | null
}
