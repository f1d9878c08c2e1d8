import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { RawBuilder } from 'kysely'

/** Kysely without a connection: it only compiles SQL. */
const writer = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** A statement ready to run: the text and the values bound in it. */
export interface CompiledQuery {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

/** The statement of an SQL fragment, with its values bound. */
export function compileSql(fragment: RawBuilder<unknown>): CompiledQuery {
  const { sql, parameters } = fragment.compile(writer)
  return Object.freeze({ sql, parameters })
}
