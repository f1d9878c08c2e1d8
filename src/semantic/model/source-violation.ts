/** Rows of a source table that break a rule of the source contract. */
export interface SourceViolation {
  readonly table: string
  readonly rule: string
  /** `error`: metrics that need the table are wrong. `warning`: they may be wrong. `note`: they are right. */
  readonly severity: 'error' | 'warning' | 'note'
  /** A sentence with the table and the number of rows. */
  readonly message: string
  /** The number of rows; null for callers who see some accounts only. */
  readonly violations: number | null
  /** A few of the rows, as text. */
  readonly examples: readonly string[]
  /** A query that returns the rows. */
  readonly rowsQuery: string
}

/** The beginning of a message: the table, and the number of rows where it may be known. */
export function rowsOf(table: string, count: number | null): string {
  const rows = count === null ? 'some rows' : `${count} ${count === 1 ? 'row' : 'rows'}`
  return `source.${table}: ${rows}`
}

/** The same violation without the number of its rows, which are those of all accounts. */
export function withoutCount(violation: SourceViolation): SourceViolation {
  const { table, violations, message } = violation
  return {
    ...violation,
    message: message.replace(rowsOf(table, violations), rowsOf(table, null)),
    violations: null,
  }
}

/** The first word of the rules about "now": it was taken from times that may lie in the future. */
export const nowRule = 'now'

/** Whether the violation is about "now": it was taken from times that may have been agreed beforehand. */
export const affectsNow = ({ rule }: SourceViolation): boolean => rule.startsWith(`${nowRule} `)
