import type { SourceViolation } from '../../semantic/model/source-violation.ts'

/** What breaks the source contract, for people: how many rows, and some of them. */
export const describeViolation = ({ message, examples }: SourceViolation): string =>
  `${message} For example: ${examples.join('; ')}.`

/** The same with the query that shows all of them. */
export const describeWithRows = (violation: SourceViolation): string =>
  `${describeViolation(violation)} See them: ${violation.rowsQuery}`
