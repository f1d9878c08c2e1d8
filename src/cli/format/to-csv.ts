import { plainValue } from './plain-value.ts'

/**
 * Rows as CSV with a header. Null is an empty field and the empty text is `""`, as in Postgres, to
 * distinguish the two.
 */
export function toCsv(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return toCsvRows([columns, ...rows])
}

/** Rows without a header. */
export function toCsvRows(rows: readonly (readonly unknown[])[]): string {
  return rows.map((row) => `${row.map(toField).join(',')}\n`).join('')
}

function toField(value: unknown): string {
  const text = plainValue(value)
  const mustQuote = /[",\n\r]/.test(text) || /^\s|\s$/.test(text) || value === ''
  return mustQuote ? `"${text.replaceAll('"', '""')}"` : text
}
