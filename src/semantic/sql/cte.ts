import { writeQuery, type Query } from './select.ts'
import { template, type Sql } from './text/fragment.ts'

/** A CTE of a compiled query: its name, the sentence above it (on several lines where it is long), and its query. */
export interface Cte {
  readonly name: string
  readonly comment: string
  /** The query; the body of a view is text already, as it stands in its file. */
  readonly body: Query | { readonly text: Sql }
  /** Inlined wherever it is read, so that its constants reach the planner. */
  readonly notMaterialized?: boolean
}

/** What a kind makes of a group of leaves: CTEs of which the last one, `name`, holds the counts. */
export interface CompiledAggregation {
  readonly name: string
  readonly ctes: readonly Cte[]
  /** Leaf column → how to fill a period without rows, and how to finish the number. */
  readonly measures: readonly CompiledMeasure[]
}

export interface CompiledMeasure {
  readonly column: string
  /** Numeric unless said otherwise. */
  readonly type?: 'text'
  /** What a period without any rows has. */
  readonly empty: 'zero' | 'null'
  /** The counts are changes: the value of a period is the sum of all changes up to it, divided by this. */
  readonly runningOver?: 1 | Sql
  /** Nothing is known of a period that had not begun. */
  readonly onlyBegun?: boolean
}

/** A whole statement: the CTEs, a comment above each, and what is selected from them. */
export function writeStatement(ctes: readonly Cte[], query: Query | { readonly text: Sql }): Sql {
  const last = 'text' in query ? query.text : writeQuery(query, '')
  if (ctes.length === 0) return last
  const heads = ctes.map(({ name, comment, notMaterialized }, index) => {
    const before = index === 0 ? 'with\n\n' : '\n\n),\n\n'
    return `${before}${commented(comment)}${name} as ${notMaterialized === true ? 'not materialized ' : ''}(\n\n`
  })
  return template(
    [...heads, '\n\n)\n\n', ''],
    [...ctes.map(({ body }) => ('text' in body ? body.text : writeQuery(body, '    '))), last],
  )
}

/** Whatever is in a sentence, no line of it ends its comment. */
function commented(sentence: string): string {
  return `-- ${/[\n\r]/.test(sentence) ? sentence.replaceAll(/[\n\r]+/g, '\n-- ') : sentence}\n`
}
