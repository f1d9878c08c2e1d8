import { checkEntity, checkPage } from '../../loaders/fetch/check-entity.ts'
import { compileCondition, noInputs } from '../../loaders/fetch/conditions.ts'
import { betweenCursors, orderOf } from '../../loaders/fetch/order.ts'
import type { PageRequest } from '../../loaders/fetch/page.ts'
import { statesOf } from '../../loaders/fetch/ordering-states.ts'
import { permittedRows } from '../../loaders/fetch/permitted.ts'
import { accountColumns } from '../../policy/access.ts'
import type { AnyEntity, Reads } from '../../resolvers/reads.ts'
import { comparisonsOf } from '../../semantic/model/request/condition.ts'
import { allOf, sql, type Sql } from '../../semantic/sql/text/fragment.ts'
import { positionOf } from './cursors.ts'
import { NotUnderstood } from './not-understood.ts'
import { checkIsStored, type Rows, type Writing } from './rows.ts'
import type { Value } from './values.ts'

type Row = Readonly<Record<string, unknown>>

/** The rows of a list that the caller may see, and the requested page of it. */
export interface List {
  readonly entity: AnyEntity
  readonly page: PageRequest<Row>
  /** The rows on the page under a name, and as many beyond it. A page from the end is reversed. */
  readonly rows: (name: string, more: 0 | 1) => Sql
  /** The same with their places, which count from 1. */
  readonly numbered: (name: string, more: 0 | 1) => Sql
  /** The number of rows on all pages. */
  readonly count: Value
}

/** The column with the place of a row on its page. */
export const placeOnPage = sql`place_on_page`

/** The list that a field reads. */
export async function listOf(
  { runtime, state }: Writing,
  { entity, parent, pageOf }: Extract<Reads, { kind: 'list' }>,
  given: Readonly<Record<string, unknown>>,
  owner: Rows | null,
): Promise<List> {
  const page = pageOf(given)
  // the others read more than the rows of the list
  if (comparisonsOf(page.conditions).some(({ kind }) => kind !== 'column' && kind !== 'search'))
    throw new NotUnderstood()
  if (statesOf(page.order).length > 0) throw new NotUnderstood()
  await checkEntity(runtime, entity)
  checkPage(runtime, entity, page)
  const all = permittedRows(runtime, entity)
  const { from, link } = parent === null ? { from: all, link: [] } : childrenIn(parent, owner, all)
  const conditions = page.conditions.map((condition) =>
    compileCondition(runtime, entity, condition, noInputs),
  )
  const select = (what: Sql, where: readonly Sql[]) =>
    sql`select ${what} from ${from}${where.length === 0 ? sql`` : sql` where ${allOf(where)}`}`
  const between = betweenCursors(entity, page, positionOf)
  const rows = (more: 0 | 1) =>
    sql`${select(sql`*`, [...link, ...between, ...conditions])} order by ${orderOf(entity, page)} limit ${sql.lit(page.size + more)}`
  const under = (name: string, from: Sql) => sql`(${from}) as ${sql.raw(name)}`
  return {
    entity,
    page,
    rows: (name, more) => under(name, rows(more)),
    numbered: (name, more) =>
      under(name, sql`select *, row_number() over () as ${placeOnPage} from (${rows(more)}) as page`),
    count: { sql: sql`(${select(sql`count(*)`, [...link, ...conditions])})`, type: 'bigint' },
  }

  function childrenIn({ relation, column }: NonNullable<typeof parent>, rows: Rows | null, permitted: Sql) {
    if (rows === null) throw new NotUnderstood()
    checkIsStored(state, entity)
    const [own, key] = [sql.id(relation.column), rows.column(column).sql]
    if (relation.links !== undefined) {
      const linked = sql`select linked_key from (${relation.links(sql`array[${key}]`)}) as links`
      return { from: permitted, link: [sql`${own} in (${linked})`] }
    }
    const columns = accountColumns(runtime.catalog, entity.relation)
    // rows of a permitted account are permitted when they refer to no other one
    const isPermitted = relation.column === 'account_key' && columns.join() === 'account_key'
    return { from: isPermitted ? sql.raw(entity.relation) : permitted, link: [sql`${own} = ${key}`] }
  }
}
