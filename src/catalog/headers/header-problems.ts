import type { z } from 'zod'
import { didYouMean } from './problem.ts'
import { headerFields } from './view-header.ts'

/** One thing wrong in a header, and the field that it is about. */
export interface HeaderProblem {
  readonly path: readonly string[]
  readonly message: string
}

type Issue = z.core.$ZodIssue

/** What the schema has to say of a header, each fault with the nearest name that would have been right. */
export function headerProblems(issues: readonly Issue[], header: unknown): readonly HeaderProblem[] {
  return issues.flatMap((issue) => faultsOf(issue, [], header))
}

function faultsOf(issue: Issue, above: readonly string[], header: unknown): readonly HeaderProblem[] {
  const path = [...above, ...issue.path.map(String)]
  const fault = (hint: string) => [{ path, message: `${place(path)}${issue.message}.${hint}` }]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `${place(path)}There is no field ${key}.${didYouMean(key, headerFields[path[0] ?? ''] ?? [])}`,
      }))
    case 'invalid_value':
      return fault(didYouMean(String(valueAt(header, path)), issue.values.map(String)))
    case 'invalid_union': {
      // of several forms, the one that was meant has nothing to say of the thing as a whole
      const meant = issue.errors.find((form) => form.every((inner) => inner.path.length > 0))
      if (meant !== undefined) return meant.flatMap((inner) => faultsOf(inner, path, header))
      return fault(
        didYouMean(
          String(valueAt(header, path)),
          'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [],
        ),
      )
    }
    default:
      return fault('')
  }
}

function place(path: readonly string[]): string {
  return path.length > 0 ? `${path.join('.')}: ` : ''
}

function valueAt(header: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
    header,
  )
}
