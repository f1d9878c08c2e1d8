import type { ResultHeader } from '../semantic/model/result.ts'
import { provenanceDocument } from './provenance-document.ts'
import type { ResultWriter, WriterOptions } from './result-writer.ts'

/** One object per row, as NDJSON. */
export function toNdjson(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return rows
    .map(
      (row) =>
        `${JSON.stringify(Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])))}\n`,
    )
    .join('')
}

/** The only key of the last line. No metric or dimension has such a name. */
export const provenanceKey = '$provenance'

/** Writes a result as NDJSON. The provenance is the last line, an object with one key. */
export function ndjsonWriter(header: ResultHeader, { provenance }: WriterOptions): ResultWriter {
  const names = header.columns.map(({ name }) => name)
  return {
    begin: () => '',
    rows: (rows) => toNdjson(names, rows),
    end: (rowCount) =>
      provenance ? `${JSON.stringify({ [provenanceKey]: provenanceDocument(header, rowCount) })}\n` : '',
  }
}
