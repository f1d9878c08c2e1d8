/** A piece of a view's SQL: text as written, or the name of a relation it reads. */
export type Segment = { readonly text: string } | { readonly relation: string }

/** A piece of a step's SQL: text, the name of a relation, or the name of an earlier step. */
export type StepSegment = Segment | { readonly step: string }

/** A CTE of a view or, without a name, the select that is the view itself. */
export interface Step {
  readonly name: string | null
  /** The comment over it; empty when there is none. */
  readonly says: string
  /** Written as `not materialized`. */
  readonly isInlined: boolean
  /** The relation of which it passes on every row and column. */
  readonly imports: string | null
  /** Its select, cut where it names relations or steps; each has an alias, so that it can be renamed. */
  readonly segments: readonly StepSegment[]
}
