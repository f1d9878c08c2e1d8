import type { SourceTable } from '../../../catalog/files/source-table.ts'
import type { Mapping } from '../mapping/mapping.ts'

/** A file with the rows of a table of the contract. */
export interface SourceFile {
  readonly path: string
  /** The name used in problems: `users.csv`. */
  readonly name: string
  readonly table: SourceTable
  readonly format: 'csv' | 'ndjson'
  readonly compressed: boolean
  readonly bytes: number
  /** How its values are read, and when it was received. */
  readonly mapping: Mapping
}

/** A row of a file: its number as an editor shows it (a CSV header is row 1), and its content. */
export interface FileRow<Content> {
  readonly row: number
  readonly content: Content
  /** True for the last row of a file without a final line break: the file may be cut off there. */
  readonly unended: boolean
}
