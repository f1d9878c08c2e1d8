import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { compileFilter } from '../../semantic/sql/filter.ts'
import type { Statement } from '../../warehouse/engine/engine.ts'
import { compileSql } from '../../semantic/sql/compile-sql.ts'
import { parseCursor } from './cursor.ts'
import type { Entity } from './entity.ts'
import type { Condition, Order, PageRequest } from './page.ts'
import { checkPage, permittedColumns, permittedRows } from './permitted.ts'
import type { Runtime } from '../../query/runtime.ts'

type Sql = RawBuilder<unknown>
type Caller = Pick<Runtime, 'access' | 'catalog'>

/** The condition that relates rows to a parent: `account_key = parent.parent_key`. */
export type Relation = (parentKey: Sql) => Sql

/** One page of a whole list, and one more row if there is a next page. */
export function pageStatement<Row>(caller: Caller, entity: Entity<Row>, page: PageRequest<Row>): Statement {
  return compileSql(pageOf(caller, entity, page, []))
}

/** One page per parent; only the parents' keys vary. */
export function pagesStatement<Row>(
  caller: Caller,
  entity: Entity<Row>,
  relation: Relation,
  page: PageRequest<Row>,
  parentKeys: readonly string[],
): Statement {
  return compileSql(sql`
    select parent.parent_key, page.*
    from unnest(${parentKeys}::text[]) with ordinality as parent (parent_key, position)
    cross join lateral (${pageOf(caller, entity, page, [relation(sql`parent.parent_key`)])}) as page
    order by parent.position, ${orderOf(entity, page.order)}
  `)
}

/** The number of rows of a list, over all its pages; per parent if there are parents. */
export function countStatement<Row>(
  caller: Caller,
  entity: Entity<Row>,
  relation: Relation | null,
  conditions: readonly Condition<Row>[],
  parentKeys: readonly string[],
): Statement {
  const count = (more: readonly Sql[]) =>
    sql`select count(*) from ${permittedRows(caller, entity)} ${where(entity, conditions, more)}`
  if (relation === null) return compileSql(sql`select null as parent_key, (${count([])}) as count`)
  return compileSql(sql`
    select parent.parent_key, (${count([relation(sql`parent.parent_key`)])}) as count
    from unnest(${parentKeys}::text[]) as parent (parent_key)
  `)
}

function pageOf<Row>(caller: Caller, entity: Entity<Row>, page: PageRequest<Row>, more: readonly Sql[]): Sql {
  checkPage(caller, entity, page)
  const after = page.after === null ? [] : [rowsAfter(entity, page.order, page.after)]
  return sql`
    select ${permittedColumns(caller, entity)}
    from ${permittedRows(caller, entity)}
    ${where(entity, page.conditions, [...more, ...after])}
    order by ${orderOf(entity, page.order)}
    limit ${page.first + 1}
  `
}

function where<Row>(entity: Entity<Row>, conditions: readonly Condition<Row>[], more: readonly Sql[]): Sql {
  const all = [
    ...more,
    ...conditions.map(({ column, operator, value }) =>
      compileFilter(sql.ref(column), { dimension: column, operator, value }, entity.columns[column]),
    ),
  ]
  return all.length === 0 ? sql`` : sql`where ${sql.join(all, sql` and `)}`
}

function orderOf<Row>(entity: Entity<Row>, { column, direction }: Order<Row>): Sql {
  const order = sql.raw(direction)
  const key = (keyOrder: Sql) => sql.join(entity.key.map((part) => sql`${sql.ref(part)} ${keyOrder}`))
  if (column === 'key') return key(order)
  return sql`${comparable(entity, column)} ${order} nulls last, ${key(sql`asc`)}`
}

/** The rows after a cursor: the exact counterpart of `orderOf`. */
function rowsAfter<Row>(entity: Entity<Row>, order: Order<Row>, cursor: string): Sql {
  const { column, direction } = order
  const position = parseCursor(entity, order, cursor)
  const comparison = sql.raw(direction === 'asc' ? '>' : '<')
  const tuple = sql.join(entity.key.map((part) => sql.ref(part)))
  const values = sql.join(
    entity.key.map((part, index) => sql`${position.key[index]}::text::${sql.raw(entity.columns[part])}`),
  )
  if (column === 'key') return sql`(${tuple}) ${comparison} (${values})`
  const own = comparable(entity, column)
  if (position.value === null) return sql`(${own} is null and (${tuple}) > (${values}))`
  const value = sql`${position.value}::text::${sql.raw(entity.columns[column])}`
  return sql`(
    ${own} ${comparison} ${value}
    or (${own} = ${value} and (${tuple}) > (${values}))
    or ${own} is null
  )`
}

/** Text compared by code points, the same on every engine and in every locale. */
function comparable<Row>(entity: Entity<Row>, column: keyof Entity<Row>['columns']): Sql {
  return entity.columns[column] === 'text' ? sql`${sql.ref(column)} collate "C"` : sql.ref(column)
}
