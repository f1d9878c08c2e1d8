import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { accountColumns, checkColumnAccess, columnAccess } from '../../policy/access.ts'
import type { Runtime } from '../../query/runtime.ts'
import { compileCondition } from '../../semantic/sql/permitted-rows.ts'
import type { Entity } from './entity.ts'
import type { PageRequest } from './page.ts'

type Sql = RawBuilder<unknown>
type Caller = Pick<Runtime, 'access' | 'catalog'>

/** The rows of an entity that the caller may see, to read `from`. */
export function permittedRows<Row>({ access, catalog }: Caller, { relation }: Entity<Row>): Sql {
  const { accounts } = access
  if (accounts === null) return sql.table(relation)
  const name = sql.id(relation.split('.')[1] ?? relation)
  const isOwn = accountColumns(catalog, relation).includes('account_key')
  if (!isOwn) throw new Error(`${relation} has no account key, so its rows cannot be restricted`)
  return sql`(
    select *
    from ${sql.table(relation)}
    where account_key in (
      select account.account_key
      from entities.accounts as account
      where ${compileCondition(accounts)}
    )
  ) as ${name}`
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
