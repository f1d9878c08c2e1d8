/** The Postgres types that a column of the source contract may have. */
export type ContractType = 'text' | 'timestamptz' | 'date' | 'numeric' | 'bigint' | 'boolean' | 'jsonb'

/**
 * What a time says of when things are known. `recorded`: written down when it happened, so that one later than
 * the receipt of its table is a fault. `effective`: may be written down beforehand, and happens then.
 * `scheduled`: due, planned or of a period; that anything happened it never says.
 */
export type TimeMeaning = 'recorded' | 'effective' | 'scheduled'

/**
 * What follows when rows break a rule. `error`: no number can be right, so metrics that read the table are
 * refused. `warning`: their answers say so. `note`: no number is wrong, and `load` and `check` report it.
 */
export type Severity = 'error' | 'warning' | 'note'

/** A column that a company must (or may) provide. */
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
  /** A condition on the row without which the time is only expected; null when there is none. */
  readonly when: string | null
  /** What follows when a value is missing, or is not one of those allowed. */
  readonly severity: Severity
}

/** Two times of a row, the first of which may not come after the second. */
export interface TimeOrder {
  readonly from: string
  readonly to: string
  /** Of which rows this is to be true; null: of all. */
  readonly where: string | null
}

/** Stretches of time that may not overlap when they are of the same thing. */
export interface NoOverlap {
  /** SQL: what the stretches are of. */
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
  /** Together unique; a null counts as a value. */
  readonly key: readonly string[]
  /** `first_received`: the table is a log delivered at least once, repeated keys are normal. */
  readonly repeatedKeys: 'error' | 'first_received'
  /** What follows when a view has a key twice, or somebody else's table; a file with one is never loaded. */
  readonly keySeverity: Severity
  /** Whether a row that is wrong falsifies whatever reads the table, and not only what requires it: a rate does. */
  readonly falsifiesReaders: boolean
  /** The column whose maximum tells how fresh the table is, or null. */
  readonly freshness: string | null
  /** The column that says when each row was received, or null. */
  readonly received: string | null
  readonly order: readonly TimeOrder[]
  readonly noOverlap: NoOverlap | null
  /** Column → the table whose key it holds. */
  readonly references: Readonly<Record<string, string>>
  readonly columns: readonly SourceColumn[]
}
