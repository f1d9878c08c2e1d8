import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { checkColumnAccess, columnAccess } from '../../policy/access.ts'
import type { Runtime } from '../../query/runtime.ts'
import { ofPermittedAccounts, permittedAccounts } from '../../semantic/sql/views/permitted-rows.ts'
import { writeQuery } from '../../semantic/sql/select.ts'
import { allOf } from '../../semantic/sql/text/fragment.ts'
import type { Entity } from './entity.ts'
import type { PageRequest } from './page.ts'

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

/**
 * Rejects conditions and orders by personal data that the caller may not see: the order of rows would tell it.
 *
 * @throws PlumblineError `FORBIDDEN`
 */
export function checkPage<Row>({ access }: Caller, entity: Entity<Row>, page: PageRequest<Row>): void {
  const columns = [page.order.column, ...page.conditions.map(({ column }) => column)]
  for (const column of columns) checkColumnAccess(access, `${nameOf(entity)}.${column}`)
}

function nameOf<Row>({ relation }: Entity<Row>): string {
  return relation.split('.')[1] ?? relation
}
