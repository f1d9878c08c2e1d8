import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Statement } from '../warehouse/engine/engine.ts'

/** Kysely without a connection: it only compiles SQL. */
const writer = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** The statement of an SQL fragment, with its values bound. */
export function compileSql(fragment: RawBuilder<unknown>): Statement {
  const { sql, parameters } = fragment.compile(writer)
  return { sql, parameters }
}
