import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { QueryId, RootOperationNode } from 'kysely'
import { BoundValue, type Sql } from './fragment.ts'
import { wrapLines } from './wrap-lines.ts'

/** A statement ready to run: its text and its bound values. */
export interface CompiledQuery {
  readonly sql: string
  readonly parameters: readonly unknown[]
  /** Whether it reads whole relations; false when absent. */
  readonly isOverAllRows?: boolean
}

/** Kysely's compiler for PostgreSQL, with one placeholder for equal values of one type. */
class BindOnceCompiler extends PostgresQueryCompiler {
  readonly #placeholders = new Map<string, string>()

  override compileQuery(node: RootOperationNode, queryId: QueryId) {
    this.#placeholders.clear()
    return super.compileQuery(node, queryId)
  }

  protected override appendValue(bound: unknown): void {
    if (!(bound instanceof BoundValue)) {
      super.appendValue(bound)
      return
    }
    const { value, type } = bound
    // `text::numeric` is bound as text
    const [boundAs = type] = type.split('::')
    const key = `${boundAs} ${typeof value === 'string' ? value : JSON.stringify([value])}`
    const placeholder = this.#placeholders.get(key) ?? this.#addPlaceholder(key, value)
    this.append(`${placeholder}::${type}`)
  }

  #addPlaceholder(key: string, value: unknown): string {
    this.addParameter(value)
    const placeholder = this.getCurrentParameterPlaceholder()
    this.#placeholders.set(key, placeholder)
    return placeholder
  }
}

// Kysely writes SQL only: this instance has no connection
const writer = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new BindOnceCompiler(),
  },
})

/** The text of a fragment, for a look at it. */
export function textOf(fragment: Sql): string {
  return fragment.compile(writer).sql
}

/** The text of a statement, in lines of limited length, and its values. */
export function compileSql(statement: Sql): CompiledQuery {
  const { sql, parameters } = statement.compile(writer)
  return Object.freeze({ sql: wrapLines(sql), parameters })
}
