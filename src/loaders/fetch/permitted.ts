import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { columnAccess } from '../../policy/access.ts'
import type { Runtime } from '../../query/runtime.ts'
import { ofPermittedAccounts, permittedAccounts } from '../../semantic/sql/views/permitted-rows.ts'
import { writeQuery } from '../../semantic/sql/select.ts'
import { allOf } from '../../semantic/sql/text/fragment.ts'
import { nameOf, type ColumnOf, type Entity } from './entity.ts'

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
export function permittedColumns<Row>(caller: Pick<Caller, 'access'>, entity: Entity<Row>): Sql {
  return sql.join(
    Object.keys(entity.columns).map((name) => {
      const column = name as ColumnOf<Row>
      const isVisible = columnAccess(caller.access, `${nameOf(entity)}.${column}`) === 'visible'
      const own = sql.ref(column)
      return isVisible ? own : sql`${permittedColumn(caller, entity, column, own)} as ${own}`
    }),
  )
}

/** A column of an entity as the caller may see it: as it is, null, or a keyed hash. */
export function permittedColumn<Row>(
  { access }: Pick<Caller, 'access'>,
  entity: Entity<Row>,
  column: ColumnOf<Row>,
  own: Sql,
): Sql {
  switch (columnAccess(access, `${nameOf(entity)}.${column}`)) {
    case 'visible':
      return own
    case 'masked':
      return sql`null::${sql.raw(entity.columns[column])}`
    case 'hashed':
      return sql`encode(sha256(convert_to(${access.hashKey}::text || ':' || ${own}, 'UTF8')), 'hex')`
  }
}
