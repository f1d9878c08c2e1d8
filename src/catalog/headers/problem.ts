import { closest } from '../../closest.ts'

/** Something wrong in a file of `sql/`, said so that its author can mend it. */
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

/** “ Did you mean a, b?”, or nothing when no known name is near. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const near = closest(name, known)
  return near.length > 0 ? ` Did you mean ${near.join(', ')}?` : ''
}
