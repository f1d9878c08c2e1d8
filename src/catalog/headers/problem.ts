import { closest } from '../../closest.ts'

/** A problem in a file of `sql/`, for its author. */
export interface Problem {
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  readonly rule: string
  readonly message: string
}

/** `sql/metrics/revenue.sql:12: unknown-column: …` */
export function formatProblem({ file, line, rule, message }: Problem): string {
  return `${file}:${line}: ${rule}: ${message}`
}

/** “ Did you mean a, b?”, or empty when no known name is similar. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const near = closest(name, known)
  return near.length > 0 ? ` Did you mean ${near.join(', ')}?` : ''
}
