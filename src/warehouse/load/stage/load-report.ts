import type { IgnoredFile } from '../files/find-files.ts'

/** A table that a load filled. */
export interface LoadedTable {
  readonly table: string
  /** Rows in the table now; with `append`, the earlier ones too. */
  readonly rows: number
  /** Rows that repeat the id of another, where that is normal. */
  readonly repeatedKeys: number
  readonly file: string
  /** When the data were received, ISO 8601, as was declared; null when nobody did. */
  readonly receivedAt: string | null
  /** What was assumed to read the file, a sentence each. */
  readonly assumed: readonly string[]
}

/** Columns of a file that the contract does not know. */
export interface ExtraColumns {
  readonly table: string
  readonly columns: readonly string[]
  /** The column where their values are kept, or null: then they are left out. */
  readonly keptIn: string | null
}

/** What a load did. */
export interface LoadReport {
  readonly tables: readonly LoadedTable[]
  /** Tables that held data and are no longer provided, because the data set lacks them. */
  readonly emptied: readonly string[]
  readonly ignored: readonly IgnoredFile[]
  readonly extraColumns: readonly ExtraColumns[]
  /** The mapping files that said how to read. */
  readonly mappings: readonly string[]
}
