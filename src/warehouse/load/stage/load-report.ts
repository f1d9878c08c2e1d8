import type { IgnoredFile } from '../files/find-files.ts'
import type { Appended } from './append-rows.ts'

/** A loaded table. */
export interface LoadedTable {
  readonly table: string
  /** Rows in the table now; with `append`, the earlier ones too. */
  readonly rows: number
  /** Rows that repeat the id of another row, in tables where that is normal. */
  readonly repeatedKeys: number
  /** What the rows of the file were to the table; null when they replaced all of it. */
  readonly appended: Appended | null
  readonly file: string
  /** When the data were received, ISO 8601, as declared; null when not declared. */
  readonly receivedAt: string | null
  /** The assumptions made to read the file, one sentence each. */
  readonly assumed: readonly string[]
}

/** Columns of a file that are not in the contract. */
export interface ExtraColumns {
  readonly table: string
  readonly columns: readonly string[]
  /** The column that stores their values, or null when they are ignored. */
  readonly keptIn: string | null
}

/** The result of a load. */
export interface LoadReport {
  readonly tables: readonly LoadedTable[]
  /** Tables that had data and are no longer provided, because the data set lacks them. */
  readonly emptied: readonly string[]
  readonly ignored: readonly IgnoredFile[]
  readonly extraColumns: readonly ExtraColumns[]
  /** The mapping files used. */
  readonly mappings: readonly string[]
}
