import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Statement } from '../../warehouse/engine/engine.ts'
import { compileCondition, type ConditionInputs } from './conditions.ts'
import type { AccountState } from '../account-states.ts'
import type { Entity } from './entity.ts'
import { betweenCursors, orderOf } from './order.ts'
import type { Condition, PageRequest } from './page.ts'
import { joinStates } from './ordering-states.ts'
import { permittedColumns, permittedRows } from './permitted.ts'
import { repeated } from './repeated.ts'
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

/** A list: its entity, its parents if it has any, and its conditions with the values of their metrics. */
export interface List<Row> extends ConditionInputs {
  readonly entity: Entity<Row>
  readonly relation: Relation | null
  /** The states of accounts that order it. */
  readonly ordering: readonly AccountState[]
  readonly conditions: readonly Condition<Row>[]
}

/** One page of a whole list, and one more row if there is another page. */
export function pageStatement<Row>(caller: Caller, list: List<Row>, page: PageRequest<Row>): Statement {
  const { entity } = list
  return repeated(
    caller,
    entity,
    sql`
    select ${permittedColumns(caller, entity)}
    from ${joinStates(permittedRows(caller, entity), list.ordering, list.states)}
    ${where(caller, list, betweenCursors(entity, page))}
    order by ${orderOf(entity, page)}
    limit ${page.size + 1}
  `,
  )
}

/**
 * One page per parent; only the parents' keys vary. The rows are numbered within their parent: a distributed database
 * rejects a `limit` for each parent.
 */
export function pagesStatement<Row>(
  caller: Caller,
  list: List<Row> & { readonly relation: Relation },
  page: PageRequest<Row>,
  parentKeys: readonly string[],
): Statement {
  const { entity } = list
  const { links, parentKey, from, condition } = relatedRows(caller, entity, list.relation, parentKeys)
  return repeated(
    caller,
    entity,
    sql`
    ${links}
    select parent_key, ${sql.join(Object.keys(entity.columns).map((column) => sql.ref(column)))}
    from (
      select
        ${permittedColumns(caller, entity)},
        ${parentKey} as parent_key,
        row_number() over (partition by ${parentKey} order by ${orderOf(entity, page)}) as place
      from ${joinStates(from, list.ordering, list.states)}
      ${where(caller, list, [...condition, ...betweenCursors(entity, page)])}
    ) as numbered
    where place <= ${page.size + 1}
    order by parent_key, place
  `,
  )
}

/** The number of rows of a list, over all its pages; per parent that has any if there are parents. */
export function countStatement<Row>(
  caller: Caller,
  list: List<Row>,
  parentKeys: readonly string[],
): Statement {
  const { entity, relation } = list
  if (relation === null)
    return repeated(
      caller,
      entity,
      sql`select null as parent_key, count(*) as count from ${permittedRows(caller, entity)} ${where(caller, list, [])}`,
    )
  const { links, parentKey, from, condition } = relatedRows(caller, entity, relation, parentKeys)
  return repeated(
    caller,
    entity,
    sql`
    ${links}
    select ${parentKey} as parent_key, count(*) as count
    from ${from}
    ${where(caller, list, condition)}
    group by ${parentKey}
  `,
  )
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

function where<Row>(caller: Caller, list: List<Row>, more: readonly Sql[]): Sql {
  const all = [
    ...more,
    ...list.conditions.map((condition) => compileCondition(caller, list.entity, condition, list)),
  ]
  return all.length === 0 ? sql`` : sql`where ${sql.join(all, sql` and `)}`
}
