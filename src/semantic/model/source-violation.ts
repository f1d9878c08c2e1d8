/** Rows of a source table that break a rule of the source contract. */
export interface SourceViolation {
  readonly table: string
  readonly rule: string
  /** `error`: metrics that need the table are wrong. `warning`: they may be wrong. `note`: they are right. */
  readonly severity: 'error' | 'warning' | 'note'
  /** A sentence with the table and the number of rows. */
  readonly message: string
  readonly violations: number
  /** A few of the rows, as text. */
  readonly examples: readonly string[]
  /** A query that returns the rows. */
  readonly rowsQuery: string
}

/** The first word of the rules about "now": it was taken from times that may lie in the future. */
export const nowRule = 'now'

/** Whether the violation is about "now": it was taken from times that may have been agreed beforehand. */
export const affectsNow = ({ rule }: SourceViolation): boolean => rule.startsWith(`${nowRule} `)
