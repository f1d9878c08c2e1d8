import { sql, type RawBuilder } from 'kysely'
import { template, concatSql } from './template.ts'

/** A CTE of a compiled query: its name, the sentence that says what it does, and its select. */
export interface Cte {
  readonly name: string
  readonly says: string
  readonly body: RawBuilder<unknown>
  /** Inlined wherever it is read, so that its constants reach the planner. */
  readonly notMaterialized?: boolean
}

/** What a kind makes of a group of leaves: CTEs of which the last one, `name`, holds the counts. */
export interface CompiledAggregation {
  readonly name: string
  readonly tables: readonly Cte[]
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
  readonly runningOver?: 1 | RawBuilder<unknown>
  /** Nothing is known of a period that had not begun. */
  readonly onlyBegun?: boolean
}

/** Columns, one to a line. */
export function list(items: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return concatSql(items, ',\n        ')
}

/** That all conditions hold, or nothing where there are none. */
export function where(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0
    ? sql``
    : sql`\n\n    where\n        ${concatSql(conditions, '\n        and ')}`
}

/** The whole `with` clause, a comment above each CTE. */
export function withClause(tables: readonly Cte[]): RawBuilder<unknown> {
  const heads = tables.map(
    ({ name, says, notMaterialized }) =>
      `${comment(says)}${name} as ${notMaterialized === true ? 'not materialized ' : ''}(\n\n`,
  )
  const texts = heads.map((head, index) => (index === 0 ? `with\n\n${head}` : `\n\n),\n\n${head}`))
  return template(
    [...texts, '\n\n)'],
    tables.map(({ body }) => body),
  )
}

// A sentence cannot end its comment: it is one line.
function comment(sentence: string): string {
  return `-- ${/[\n\r]/.test(sentence) ? sentence.replaceAll(/\s+/g, ' ').trim() : sentence}\n`
}
