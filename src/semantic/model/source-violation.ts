/** Rows of a source table that break a rule of the source contract. */
export interface SourceViolation {
  readonly table: string
  readonly rule: string
  /** `error`: no number that needs the table can be right. `warning`: one may be wrong. `note`: none is. */
  readonly severity: 'error' | 'warning' | 'note'
  /** A sentence with the table and the number of rows. */
  readonly message: string
  readonly violations: number
  /** A few of the rows, in words. */
  readonly examples: readonly string[]
  /** A query that shows the rows. */
  readonly rowsQuery: string
}

/** The first word of the rules that find what moves "now" although nobody declared when it was received. */
export const nowRule = 'now'

/** Whether the violation says that "now" was taken from times that may have been agreed beforehand. */
export const affectsNow = ({ rule }: SourceViolation): boolean => rule.startsWith(`${nowRule} `)
