import type { SourceTable } from '../../../catalog/files/source-table.ts'
import type { Mapping } from '../mapping/mapping.ts'

/** A file that holds the rows of a table of the contract. */
export interface SourceFile {
  readonly path: string
  /** As problems name it: `users.csv`. */
  readonly name: string
  readonly table: SourceTable
  readonly format: 'csv' | 'ndjson'
  readonly compressed: boolean
  readonly bytes: number
  /** How its values are to be read, and when it was received. */
  readonly mapping: Mapping
}

/** A row of a file: its number as an editor shows it (a CSV header is row 1), and what it holds. */
export interface FileRow<Content> {
  readonly row: number
  readonly content: Content
  /** The last row of a file whose end has no line break: the place where a cut would show. */
  readonly unended: boolean
}
