import type { Severity } from '../../../catalog/files/source-table.ts'

/** Something that must be true of the rows of a source table. */
export interface ContractRule {
  /** Unique within the table: `required amount`. */
  readonly name: string
  readonly severity: Severity
  /** What is wrong with the rows that break it, after their number: `without amount`. */
  readonly message: string
  /** How many rows break it; a number in one row, read from the table itself or beside it. */
  readonly count: { readonly ofRows: string } | { readonly ofTable: string }
  /** A query of the rows that break it. */
  readonly rows: string
  /** A query of a few of them: one column, `example`, the text of a JSON object each. */
  readonly examples: string
}
