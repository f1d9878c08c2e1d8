import type { z } from 'zod'
import { renamedFields } from '../renamed.ts'
import { didYouMean, type Problem } from './problem.ts'
import type { ReadYaml } from './read-yaml.ts'

/** The fields that a header knows: its own under the empty name, then those of each entry of a section. */
export type Fields = Readonly<Record<string, readonly string[]>>

/** A problem of a header, and its field. */
interface HeaderProblem {
  readonly path: readonly string[]
  readonly message: string
}

type Issue = z.core.$ZodIssue

/** The problems of a header, each with the most similar valid name. */
export function headerProblems(
  file: string,
  { value, lineOf }: ReadYaml,
  issues: readonly Issue[],
  fields: Fields,
): readonly Problem[] {
  return issues
    .flatMap((issue) => problemsOf(issue, [], value, fields))
    .map(({ path, message }) => ({ file, line: lineOf(...path), rule: 'header-field', message }))
}

function problemsOf(
  issue: Issue,
  above: readonly string[],
  header: unknown,
  fields: Fields,
): readonly HeaderProblem[] {
  const path = [...above, ...issue.path.map(String)]
  const problem = (hint: string) => [{ path, message: `${place(path)}${issue.message}.${hint}` }]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `${place(path)}Unknown field ${key}.${renamed(key) ?? didYouMean(key, fields[path[0] ?? ''] ?? [])}`,
      }))
    case 'invalid_value':
      return problem(didYouMean(String(valueAt(header, path)), issue.values.map(String)))
    case 'invalid_union': {
      // the intended form of a union is the one whose problems are all in its fields
      const intended = issue.errors.find((form) => form.every((inner) => inner.path.length > 0))
      if (intended !== undefined) return intended.flatMap((inner) => problemsOf(inner, path, header, fields))
      return problem(
        didYouMean(
          String(valueAt(header, path)),
          'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [],
        ),
      )
    }
    default:
      return problem('')
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

/** The new name of a field that was renamed. */
function renamed(field: string): string | undefined {
  const name = renamedFields[field]
  return name === undefined ? undefined : ` It is now ${name}.`
}
