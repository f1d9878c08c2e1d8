import { plainValue } from './plain-value.ts'
import { provenanceDocument } from './provenance-document.ts'
import type { ResultHeader } from '../semantic/model/result.ts'
import type { ResultWriter, WriterOptions } from './result-writer.ts'

/**
 * Rows as CSV with a header. Null is an empty field and the empty text is `""`, as in Postgres, to
 * distinguish the two.
 */
export function toCsv(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return toCsvRows([columns, ...rows])
}

/** Rows without a header. */
function toCsvRows(rows: readonly (readonly unknown[])[]): string {
  return rows.map((row) => `${row.map(toField).join(',')}\n`).join('')
}

function toField(value: unknown): string {
  const text = plainValue(value)
  // readers of comments look for the sign # outside quotes
  const mustQuote = /[",\n\r#]/.test(text) || /^\s|\s$/.test(text) || value === ''
  return mustQuote ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * Writes a result as CSV. The provenance is a comment in the last line: `# ` and a JSON object with the number of rows.
 */
export function csvWriter(header: ResultHeader, { provenance, escapeFormulas }: WriterOptions): ResultWriter {
  const { columns } = header
  const isText = columns.map(({ type }) => type === 'text')
  const escaped = (row: readonly unknown[]) =>
    row.map((value, index) => (isText[index] === true ? withoutFormula(value) : value))
  const names = columns.map(({ name }) => name)
  return {
    begin: () => toCsv(escapeFormulas ? names.map(withoutFormula).map(String) : names, []),
    rows: (rows) => toCsvRows(escapeFormulas ? rows.map(escaped) : rows),
    end: (rowCount) => (provenance ? `# ${JSON.stringify(provenanceDocument(header, rowCount))}\n` : ''),
  }
}

/** The beginning of a text that spreadsheets run as a formula, also in full width. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/

/** The value with an apostrophe in front when a spreadsheet would run it. Numbers and dates are no formulas. */
function withoutFormula(value: unknown): unknown {
  return typeof value === 'string' && formula.test(value) ? `'${value}` : value
}
