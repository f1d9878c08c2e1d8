/** A piece of a view's SQL: text, or the name of a relation. */
export type Segment = { readonly text: string } | { readonly relation: string }

/** A piece of a step's SQL: text, the name of a relation, or the name of an earlier step. */
export type StepSegment = Segment | { readonly step: string }

/** A CTE of a view or, without a name, the final select. */
export interface Step {
  readonly name: string | null
  /** The comment above it; empty when there is none. */
  readonly comment: string
  /** Declared as `not materialized`. */
  readonly isInlined: boolean
  /** The relation that it selects unchanged, if any. */
  readonly imports: string | null
  /** Its select, split at names of relations or steps; each has an alias, so that it can be renamed. */
  readonly segments: readonly StepSegment[]
}
