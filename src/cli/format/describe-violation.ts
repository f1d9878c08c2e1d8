import type { SourceViolation } from '../../semantic/model/source-violation.ts'

/** A violation of the source contract as text: the number of rows, and some of them. */
export function describeViolation({ message, examples }: SourceViolation): string {
  return `${message} For example: ${examples.join('; ')}.`
}

/** The same with the query that returns all of them. */
export function describeWithRows(violation: SourceViolation): string {
  return `${describeViolation(violation)} Query: ${violation.rowsQuery}`
}
