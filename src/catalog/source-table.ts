/** The Postgres types that a column of the source contract may have. */
export type ContractType = 'text' | 'timestamptz' | 'date' | 'numeric' | 'bigint' | 'boolean' | 'jsonb'

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
}

/** A table of the source contract: one file in `sql/sources/`, one relation in the schema `source`. */
export interface SourceTable {
  readonly name: string
  readonly file: string
  readonly description: string
  /** Together unique; a null counts as a value. */
  readonly key: readonly string[]
  /** `first_received`: the table is a log delivered at least once, repeated keys are normal. */
  readonly repeatedKeys: 'error' | 'first_received'
  /** The column whose maximum tells how fresh the table is, or null. */
  readonly freshness: string | null
  readonly columns: readonly SourceColumn[]
}
