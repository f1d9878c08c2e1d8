import type { ResultHeader } from '../semantic/model/result.ts'

/** A piece of an export: text, which is UTF-8, or bytes. */
export type Chunk = string | Uint8Array

/** Writes one result in one format. Its pieces, in the order of the calls, are the export. */
export interface ResultWriter {
  /** What stands before the first row. */
  readonly begin: () => Chunk
  readonly rows: (rows: readonly (readonly unknown[])[]) => Chunk
  /**
   * What stands after the last row.
   *
   * @param rowCount the number of all rows
   */
  readonly end: (rowCount: number) => Chunk
}

/** What a caller chooses about an export, in addition to its format. */
export interface WriterOptions {
  /** Whether the provenance is the last line of CSV and NDJSON. Arrow always has it in the schema. */
  readonly provenance: boolean
  /** Whether cells of CSV that a spreadsheet would run as formulas are written as text. */
  readonly escapeFormulas: boolean
}

/** Makes the writer of a result. */
export type CreateWriter = (header: ResultHeader) => ResultWriter
