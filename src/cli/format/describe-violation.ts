import type { SourceViolation } from '../../semantic/model/source-violation.ts'

/** A violation of the source contract as text: the number of rows, and some of them. */
export const describeViolation = ({ message, examples }: SourceViolation): string =>
  `${message} For example: ${examples.join('; ')}.`

/** The same with the query that returns all of them. */
export const describeWithRows = (violation: SourceViolation): string =>
  `${describeViolation(violation)} Query: ${violation.rowsQuery}`
