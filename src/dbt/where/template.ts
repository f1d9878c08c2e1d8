import { PlumblineError } from '../../errors.ts'

/** What a condition refers to. */
export interface Reference {
  readonly name: string
  /** The granularity of the time; null where it has none. */
  readonly grain: string | null
}

/** A condition of dbt, whose references are columns `plumbline_0`, `plumbline_1`, … of its SQL. */
export interface Template {
  readonly sql: string
  readonly references: readonly Reference[]
}

/** The column in the place of a reference. */
export const referenceColumn = /^plumbline_(\d+)$/

/** `Dimension('plan')`, `TimeDimension('metric_time', 'month')`, `Dimension('metric_time').grain('month')`. */
const reference =
  /^(Dimension|TimeDimension|Entity)\(\s*(['"])([\w.]+)\2\s*(?:,\s*(?:time_granularity_name\s*=\s*)?(['"])(\w+)\4\s*)?\)(?:\.grain\(\s*(['"])(\w+)\6\s*\))?$/

/**
 * Reads a template. Other expressions of Jinja are not evaluated.
 *
 * @throws PlumblineError `BAD_FILTER`
 */
export function readTemplate(template: string): Template {
  const references: Reference[] = []
  const sql = template.replaceAll(/\{\{(.*?)\}\}/gs, (_whole, inside: string) => {
    const written = inside.trim()
    const found = reference.exec(written)
    if (found === null) throw unreadable(`{{ ${written} }}`)
    references.push({ name: found[3] ?? '', grain: found[5] ?? found[7] ?? null })
    return ` "plumbline_${references.length - 1}" `
  })
  const [left] = /\{[{%#]|[%#}]\}/.exec(sql) ?? []
  if (left !== undefined) throw unreadable(left)
  return { sql, references }
}

function unreadable(written: string): PlumblineError {
  return new PlumblineError('BAD_FILTER', `${written} in a condition cannot be read.`, {
    subject: 'where',
    valid: [
      "{{ Dimension('plan') }}",
      "{{ TimeDimension('metric_time', 'month') }}",
      "{{ Dimension('metric_time').grain('month') }}",
    ],
  })
}
