import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { QueryId, RootOperationNode } from 'kysely'
import { BoundValue, type Sql } from './text/fragment.ts'
import { wrapLines } from './text/wrap-lines.ts'

/** A statement ready to run: the text and the values bound in it. */
export interface CompiledQuery {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

/** PostgreSQL as Kysely writes it, but that each value has one placeholder for each type that it is read as. */
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
    // `text::numeric` is bound as a text
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

// Kysely as a writer only: nothing here can reach a database.
const writer = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new BindOnceCompiler(),
  },
})

/** The text of a statement, no line longer than it can be read, and its values. */
export function compileSql(statement: Sql): CompiledQuery {
  const { sql, parameters } = statement.compile(writer)
  return Object.freeze({ sql: wrapLines(sql), parameters })
}
