import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { columnAccess } from '../../policy/access.ts'
import type { Runtime } from '../../query/runtime.ts'
import { ofPermittedAccounts, permittedAccounts } from '../../semantic/sql/views/permitted-rows.ts'
import { writeQuery } from '../../semantic/sql/select.ts'
import { allOf } from '../../semantic/sql/text/fragment.ts'
import { nameOf, type Entity } from './entity.ts'

type Sql = RawBuilder<unknown>
type Caller = Pick<Runtime, 'access' | 'catalog'>

/** The rows of an entity that the caller may see, to read `from`. */
export function permittedRows<Row>({ access, catalog }: Caller, entity: Entity<Row>): Sql {
  const { relation } = entity
  const { accounts } = access
  if (accounts === null) return sql.table(relation)
  const permitted = writeQuery(permittedAccounts(accounts, 'entities.accounts'), '', true)
  const conditions = ofPermittedAccounts(catalog, relation, permitted)
  if (conditions.length === 0)
    throw new Error(`${relation} has no account key, so its rows cannot be restricted`)
  return sql`(select * from ${sql.table(relation)} where ${allOf(conditions)}) as ${sql.id(nameOf(entity))}`
}

/** The columns of an entity, for a select; personal data is null or a keyed hash where the caller may not see it. */
export function permittedColumns<Row>({ access }: Caller, entity: Entity<Row>): Sql {
  return sql.join(
    Object.entries<string>(entity.columns).map(([column, type]) => {
      switch (columnAccess(access, `${nameOf(entity)}.${column}`)) {
        case 'visible':
          return sql.ref(column)
        case 'masked':
          return sql`null::${sql.raw(type)} as ${sql.ref(column)}`
        case 'hashed':
          return sql`encode(sha256(convert_to(${access.hashKey}::text || ':' || ${sql.ref(column)}, 'UTF8')), 'hex') as ${sql.ref(column)}`
      }
    }),
  )
}
