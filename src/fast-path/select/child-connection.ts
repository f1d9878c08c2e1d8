import { getNamedType, isObjectType, type FieldNode, type GraphQLObjectType } from 'graphql'
import type { Reads } from '../../resolvers/reads.ts'
import { concatSql, sql, type Sql } from '../../semantic/sql/text/fragment.ts'
import { cursorOf } from './cursors.ts'
import { listOf, placeOnPage, type List } from './list.ts'
import { NotUnderstood } from './not-understood.ts'
import { objectsOf, rowsOf, type Objects, type Selected, type Writing, type Rows } from './rows.ts'
import { definitionOf, isTypeName, named, selectedBelow, typeName } from './selection.ts'
import { printed, type Value } from './values.ts'

/** A page of the list of one parent, as JSON. */
export async function childConnection(
  writing: Writing,
  reads: Extract<Reads, { kind: 'list' }>,
  given: Readonly<Record<string, unknown>>,
  { type, fields }: Selected,
  parent: Rows,
): Promise<Value> {
  const list = await listOf(writing, reads, given, parent)
  const columns: Sql[] = []
  for (const [name, nodes] of fields)
    columns.push(named(name, await connectionField(writing, list, type, nodes)))
  const connection = sql.raw(writing.newName())
  return {
    sql: sql`(select row_to_json(${connection}) from (select ${concatSql(columns)}) as ${connection})`,
    type: 'json',
    isNeverNull: true,
  }
}

async function connectionField(
  writing: Writing,
  list: List,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): Promise<Sql> {
  if (isTypeName(nodes)) return typeName(type)
  const definition = definitionOf(type, nodes)
  const target = getNamedType(definition.type)
  if (definition.name === 'totalCount') return printed(list.count, target).sql
  if (!isObjectType(target)) throw new NotUnderstood()
  const selected = selectedBelow(writing, target, nodes)
  const name = writing.newName()
  if (definition.name === 'pageInfo') return pageInfo(writing, list, selected, name)
  const from = list.page.from === 'start' ? list.rows(name, 0) : list.numbered(name, 0)
  const objects = await itemsOf(writing, list, definition.name, selected, { name, from })
  const order = list.page.from === 'start' ? sql`` : sql` order by ${sql.raw(name)}.${placeOnPage} desc`
  return sql`array_to_json(array(select ${objects.json} from ${objects.from}${order}))`
}

/** The items of a page: its nodes or its edges. */
export function itemsOf(
  writing: Writing,
  { entity, page }: List,
  field: string,
  selected: Selected,
  { name, from }: { readonly name: string; readonly from: Sql },
): Promise<Objects> {
  const rows = rowsOf(writing, entity, name)
  if (field === 'nodes') return objectsOf(writing, selected, from, rows)
  if (field === 'edges') return edgesOf(writing, selected, from, rows, cursorOf(entity, page.order, rows))
  throw new NotUnderstood()
}

async function edgesOf(
  writing: Writing,
  { type, fields }: Selected,
  from: Sql,
  rows: Rows,
  cursor: Sql,
): Promise<Objects> {
  const columns: Sql[] = []
  let all = from
  for (const [name, nodes] of fields) {
    const definition = isTypeName(nodes) ? null : definitionOf(type, nodes)
    if (definition === null) columns.push(named(name, typeName(type)))
    else if (definition.name === 'cursor') columns.push(named(name, cursor))
    else {
      const target = getNamedType(definition.type)
      if (definition.name !== 'node' || !isObjectType(target)) throw new NotUnderstood()
      const node = await objectsOf(writing, selectedBelow(writing, target, nodes), all, rows)
      all = node.from
      columns.push(named(name, node.json))
    }
  }
  const edge = sql.raw(writing.newName())
  return {
    json: sql`row_to_json(${edge})`,
    from: sql`${all} cross join lateral (select ${concatSql(columns)}) as ${edge}`,
  }
}

/** Where the page is in its list. Rows beyond a cursor exist: the one that it was made of. */
function pageInfo(writing: Writing, list: List, { type, fields }: Selected, name: string): Sql {
  const { entity, page } = list
  const place = sql`${sql.raw(name)}.${placeOnPage}`
  const size = sql.lit(page.size)
  const cursor = cursorOf(entity, page.order, rowsOf(writing, entity, name))
  const first = sql`(array_agg(${cursor} order by ${place}))[1]`
  const last = sql`(array_agg(${cursor} order by ${place} desc) filter (where ${place} <= ${size}))[1]`
  const isFromStart = page.from === 'start'
  const more = sql`count(*) > ${size}`
  const known = (isBeyond: boolean) => sql.raw(String(isBeyond))
  const columns: Readonly<Record<string, Sql>> = {
    hasNextPage: isFromStart && page.before === null ? more : known(page.before !== null),
    hasPreviousPage: !isFromStart && page.after === null ? more : known(page.after !== null),
    startCursor: isFromStart ? first : last,
    endCursor: isFromStart ? last : first,
  }
  const selected = [...fields].map(([alias, nodes]) => {
    const column = isTypeName(nodes) ? typeName(type) : columns[definitionOf(type, nodes).name]
    if (column === undefined) throw new NotUnderstood()
    return named(alias, column)
  })
  const info = sql.raw(writing.newName())
  // one row, also of constants and from no rows
  return sql`(select row_to_json(${info}) from (select ${concatSql(selected)} from ${list.numbered(name, 1)} having true) as ${info})`
}
