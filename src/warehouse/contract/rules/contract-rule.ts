import type { Severity } from '../../../catalog/files/source-table.ts'

/** A condition that the rows of a source table must meet. */
export interface ContractRule {
  /** Unique within the table: `required amount`. */
  readonly name: string
  readonly severity: Severity
  /** The problem of the rows that violate it, after their number: `without amount`. */
  readonly message: string
  /** How many rows violate it: an aggregate over the table's rows, or a query of its own. */
  readonly count: { readonly ofRows: string } | { readonly ofTable: string }
  /** A query of the rows that violate it. */
  readonly rows: string
  /** A query of a few of them: one column, `example`, each the text of a JSON object. */
  readonly examples: string
}
