/**
 * A hash of 64 bits over a row, by its text. PostgreSQL's own hash of a row is the same for 5 and -5, and for JSON with the
 * same values in another nesting. Every session prints values alike, so equal rows have the same hash.
 *
 * @param row a row value in SQL: the alias of a relation, or `row(…)`
 */
export function rowHash(row: string): string {
  return `hashtextextended(${row}::text, 0)`
}
