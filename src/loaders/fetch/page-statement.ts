import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { compileFilter } from '../../semantic/sql/filter.ts'
import type { Statement } from '../../warehouse/engine/engine.ts'
import { compileSql } from '../../query/compile-sql.ts'
import { parseCursor } from './cursor.ts'
import type { Entity } from './entity.ts'
import type { Condition, Order, PageRequest } from './page.ts'

type Sql = RawBuilder<unknown>

/** The rows that belong to a parent, as a condition on them: `account_key = parent.parent_key`. */
export type Relation = (parentKey: Sql) => Sql

/** One page of a whole list, and one row more if there is a next page. */
export function pageStatement<Row>(entity: Entity<Row>, page: PageRequest<Row>): Statement {
  return compileSql(pageOf(entity, page, []))
}

/** One page for each of several parents, whose keys are the only value that changes with them. */
export function pagesStatement<Row>(
  entity: Entity<Row>,
  relation: Relation,
  page: PageRequest<Row>,
  parentKeys: readonly string[],
): Statement {
  return compileSql(sql`
    select parent.parent_key, page.*
    from unnest(${parentKeys}::text[]) with ordinality as parent (parent_key, position)
    cross join lateral (${pageOf(entity, page, [relation(sql`parent.parent_key`)])}) as page
    order by parent.position, ${orderOf(entity, page.order)}
  `)
}

/** How many rows a list has, on all its pages together; for each parent if there are parents. */
export function countStatement<Row>(
  entity: Entity<Row>,
  relation: Relation | null,
  conditions: readonly Condition<Row>[],
  parentKeys: readonly string[],
): Statement {
  const count = (more: readonly Sql[]) =>
    sql`select count(*) from ${sql.table(entity.relation)} ${where(entity, conditions, more)}`
  if (relation === null) return compileSql(sql`select null as parent_key, (${count([])}) as count`)
  return compileSql(sql`
    select parent.parent_key, (${count([relation(sql`parent.parent_key`)])}) as count
    from unnest(${parentKeys}::text[]) as parent (parent_key)
  `)
}

/** The columns of an entity, as they are selected. */
export function columnsOf<Row>(entity: Entity<Row>): Sql {
  return sql.join(Object.keys(entity.columns).map((column) => sql.ref(column)))
}

function pageOf<Row>(entity: Entity<Row>, page: PageRequest<Row>, more: readonly Sql[]): Sql {
  const after = page.after === null ? [] : [behind(entity, page.order, page.after)]
  return sql`
    select ${columnsOf(entity)}
    from ${sql.table(entity.relation)}
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
  const way = sql.raw(direction)
  const key = (keyWay: Sql) => sql.join(entity.key.map((part) => sql`${sql.ref(part)} ${keyWay}`))
  if (column === 'key') return key(way)
  return sql`${comparable(entity, column)} ${way} nulls last, ${key(sql`asc`)}`
}

/** The rows that come after a cursor: the exact counterpart of `orderOf`. */
function behind<Row>(entity: Entity<Row>, order: Order<Row>, cursor: string): Sql {
  const { column, direction } = order
  const place = parseCursor(entity, order, cursor)
  const beyond = sql.raw(direction === 'asc' ? '>' : '<')
  const tuple = sql.join(entity.key.map((part) => sql.ref(part)))
  const values = sql.join(
    entity.key.map((part, index) => sql`${place.key[index]}::text::${sql.raw(entity.columns[part])}`),
  )
  if (column === 'key') return sql`(${tuple}) ${beyond} (${values})`
  const own = comparable(entity, column)
  if (place.value === null) return sql`(${own} is null and (${tuple}) > (${values}))`
  const value = sql`${place.value}::text::${sql.raw(entity.columns[column])}`
  return sql`(
    ${own} ${beyond} ${value}
    or (${own} = ${value} and (${tuple}) > (${values}))
    or ${own} is null
  )`
}

/** Text in the order of its characters, which is the same on every engine, whatever its locale. */
function comparable<Row>(entity: Entity<Row>, column: keyof Entity<Row>['columns']): Sql {
  return entity.columns[column] === 'text' ? sql`${sql.ref(column)} collate "C"` : sql.ref(column)
}
