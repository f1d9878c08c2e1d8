import { writeQuery, type Query } from './select.ts'
import { template, type Sql } from './text/fragment.ts'

/** A CTE of a compiled query: its name, the comment above it, and its query. */
export interface Cte {
  readonly name: string
  readonly comment: string
  /** The query; for a view, the text of its file. */
  readonly body: Query | { readonly text: Sql }
  /** Whether it is declared `not materialized`, so that the planner sees its constants. */
  readonly notMaterialized?: boolean
  /** Whether it is declared `materialized`, so that it is computed by itself even for a single reader. */
  readonly materialized?: boolean
}

/** A compiled aggregation: CTEs, the last of which, `name`, has the values. */
export interface CompiledAggregation {
  readonly name: string
  readonly ctes: readonly Cte[]
  /** The columns of its values, and how to fill periods without rows. */
  readonly measures: readonly CompiledMeasure[]
  /** What tells which groups a shorter range has; only where values are changes, which begin before the range. */
  readonly opened?: OpenedGroups
}

/**
 * When each group last had an actor that started to count. A range of periods has the groups with such a day from its
 * first day on.
 */
export interface OpenedGroups {
  /** The last such day of each period and group, as `opened_on`. Only stored values need it. */
  readonly cte: Cte
  /** The first local day behind the range; null: the first row. */
  readonly since: string | null
}

export interface CompiledMeasure {
  readonly column: string
  /** The type of the values; numeric when absent. */
  readonly type?: 'text'
  /** The value of a period without rows. */
  readonly empty: 'zero' | 'null'
  /** The values are changes: the value of a period is the sum of all changes up to it, divided by this. */
  readonly runningOver?: 1 | Sql
  /** Whether periods that have not started at `asOf` are null. */
  readonly onlyStarted?: boolean
}

/** A whole statement: the CTEs, each with its comment, and the final select. */
export function writeStatement(ctes: readonly Cte[], query: Query | { readonly text: Sql }): Sql {
  const last = 'text' in query ? query.text : writeQuery(query, '')
  if (ctes.length === 0) return last
  const heads = ctes.map(({ name, comment, notMaterialized, materialized }, index) => {
    const before = index === 0 ? 'with\n\n' : '\n\n),\n\n'
    const how = notMaterialized === true ? 'not materialized ' : materialized === true ? 'materialized ' : ''
    return `${before}${commented(comment)}${name} as ${how}(\n\n`
  })
  return template(
    [...heads, '\n\n)\n\n', ''],
    [...ctes.map(({ body }) => ('text' in body ? body.text : writeQuery(body, '    '))), last],
  )
}

/** The sentence as a comment; line breaks do not end it. */
function commented(sentence: string): string {
  return `-- ${/[\n\r]/.test(sentence) ? sentence.replaceAll(/[\n\r]+/g, '\n-- ') : sentence}\n`
}
