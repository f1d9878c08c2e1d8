import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { compileFilter } from '../../semantic/sql/filter.ts'
import type { Statement } from '../../warehouse/engine/engine.ts'
import { compileSql } from '../../semantic/sql/text/compile-sql.ts'
import { parseCursor } from './cursor.ts'
import type { Entity } from './entity.ts'
import type { Condition, Order, PageRequest } from './page.ts'
import { checkPage, permittedColumns, permittedRows } from './permitted.ts'
import type { Runtime } from '../../query/runtime.ts'

type Sql = RawBuilder<unknown>
type Caller = Pick<Runtime, 'access' | 'catalog'>

/** How the rows of a list relate to their parent. */
export interface Relation {
  /** The column of the rows with the key of the parent or, with `links`, of the link. */
  readonly column: string
  /** The links of parents: a select of `parent_key` and `linked_key`, each pair once. */
  readonly links?: (parentKeys: Sql) => Sql
}

/** One page of a whole list, and one more row if there is a next page. */
export function pageStatement<Row>(caller: Caller, entity: Entity<Row>, page: PageRequest<Row>): Statement {
  return compileSql(pageOf(caller, entity, page))
}

/**
 * One page per parent; only the parents' keys vary. The rows are numbered within their parent: a distributed database
 * rejects a `limit` for each parent.
 */
export function pagesStatement<Row>(
  caller: Caller,
  entity: Entity<Row>,
  relation: Relation,
  page: PageRequest<Row>,
  parentKeys: readonly string[],
): Statement {
  checkPage(caller, entity, page)
  const { links, parentKey, from, condition } = relatedRows(caller, entity, relation, parentKeys)
  return compileSql(sql`
    ${links}
    select parent_key, ${sql.join(Object.keys(entity.columns).map((column) => sql.ref(column)))}
    from (
      select
        ${permittedColumns(caller, entity)},
        ${parentKey} as parent_key,
        row_number() over (partition by ${parentKey} order by ${orderOf(entity, page.order)}) as place
      from ${from}
      ${where(entity, page.conditions, [...condition, ...after(entity, page)])}
    ) as numbered
    where place <= ${page.first + 1}
    order by parent_key, place
  `)
}

/** The number of rows of a list, over all its pages; per parent that has any if there are parents. */
export function countStatement<Row>(
  caller: Caller,
  entity: Entity<Row>,
  relation: Relation | null,
  conditions: readonly Condition<Row>[],
  parentKeys: readonly string[],
): Statement {
  if (relation === null)
    return compileSql(
      sql`select null as parent_key, count(*) as count from ${permittedRows(caller, entity)} ${where(entity, conditions, [])}`,
    )
  const { links, parentKey, from, condition } = relatedRows(caller, entity, relation, parentKeys)
  return compileSql(sql`
    ${links}
    select ${parentKey} as parent_key, count(*) as count
    from ${from}
    ${where(entity, conditions, condition)}
    group by ${parentKey}
  `)
}

/** The rows of the parents. */
function relatedRows<Row>(
  caller: Caller,
  entity: Entity<Row>,
  { column, links }: Relation,
  parentKeys: readonly string[],
) {
  const rows = permittedRows(caller, entity)
  const keys = sql`${parentKeys}::text[]`
  if (links === undefined)
    return {
      links: sql``,
      parentKey: sql.ref(column),
      from: rows,
      condition: [sql`${sql.ref(column)} = any (${keys})`],
    }
  return {
    // kept: links may be on other nodes than the rows
    links: sql`with links as materialized (${links(keys)})`,
    parentKey: sql`links.parent_key`,
    from: sql`${rows} inner join links on ${sql.ref(column)} = links.linked_key`,
    condition: [],
  }
}

function pageOf<Row>(caller: Caller, entity: Entity<Row>, page: PageRequest<Row>): Sql {
  checkPage(caller, entity, page)
  return sql`
    select ${permittedColumns(caller, entity)}
    from ${permittedRows(caller, entity)}
    ${where(entity, page.conditions, after(entity, page))}
    order by ${orderOf(entity, page.order)}
    limit ${page.first + 1}
  `
}

function after<Row>(entity: Entity<Row>, page: PageRequest<Row>): readonly Sql[] {
  return page.after === null ? [] : [rowsAfter(entity, page.order, page.after)]
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
