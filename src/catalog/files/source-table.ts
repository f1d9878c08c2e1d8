import type { Spread } from '../spread.ts'

/** The Postgres types that a column of the source contract may have. */
export type ContractType = 'text' | 'timestamptz' | 'date' | 'numeric' | 'bigint' | 'boolean' | 'jsonb'

/**
 * The meaning of a time for what has happened. `recorded`: recorded when it happened, so that a time after
 * the receipt of its table is a fault. `effective`: may be recorded in advance, and takes effect then.
 * `scheduled`: a due date, plan or period; it does not mean that anything happened.
 */
export type TimeMeaning = 'recorded' | 'effective' | 'scheduled'

/**
 * The consequence when rows violate a rule. `error`: numbers would be wrong, so metrics that read the table
 * are rejected. `warning`: results carry a note. `note`: no number is wrong; only `load` and `check` report
 * it.
 */
export type Severity = 'error' | 'warning' | 'note'

/** A required or optional column of a source table. */
export interface SourceColumn {
  readonly name: string
  readonly type: ContractType
  /** A required column must exist and may not be null. */
  readonly required: boolean
  readonly description: string | null
  /** The only values allowed, when the contract lists them. */
  readonly values: readonly string[] | null
  /** Inclusive bounds of a number. */
  readonly min: number | null
  readonly max: number | null
  readonly pii: boolean
  /** Of a timestamptz or date. */
  readonly time: TimeMeaning
  /** A condition on the row; without it the time is only expected. Null when there is none. */
  readonly when: string | null
  /** The consequence of a missing or invalid value. */
  readonly severity: Severity
}

/** Two times of a row; the first may not come after the second. */
export interface TimeOrder {
  readonly from: string
  readonly to: string
  /** The rows to which it applies; null: all. */
  readonly where: string | null
}

/** Time ranges that may not overlap within the same object. */
export interface NoOverlap {
  /** SQL: the object of a time range. */
  readonly of: string
  readonly from: string
  readonly to: string
  readonly where: string | null
}

/** A table of the source contract: one file in `sql/sources/`, one relation in the schema `source`. */
export interface SourceTable {
  readonly name: string
  readonly file: string
  /** The whole file, as written. */
  readonly text: string
  readonly description: string
  /** Unique together; null counts as a value. */
  readonly key: readonly string[]
  /** `first_received`: the table is a log delivered at least once, where repeated keys are normal. */
  readonly repeatedKeys: 'error' | 'first_received'
  /**
   * The consequence of a repeated key in a view or table of another loader; a file with a repeated key is
   * never loaded.
   */
  readonly keySeverity: Severity
  /**
   * Whether a wrong row falsifies all metrics that read the table, not only those that require it: true for
   * exchange rates.
   */
  readonly falsifiesReaders: boolean
  /** The column whose maximum is the freshness of the table, or null. */
  readonly freshness: string | null
  /** The column with the receipt of each row, or null. */
  readonly received: string | null
  readonly order: readonly TimeOrder[]
  readonly noOverlap: NoOverlap | null
  /** Column → the table whose key it references. */
  readonly references: Readonly<Record<string, string>>
  /**
   * How its rows are spread over the nodes of a distributed database, where Plumbline creates the table: a required
   * column, `everywhere` or `local`.
   */
  readonly spread: Spread
  readonly columns: readonly SourceColumn[]
}
