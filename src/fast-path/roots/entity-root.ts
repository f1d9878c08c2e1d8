import { getNamedType, isObjectType, type FieldNode, type GraphQLObjectType } from 'graphql'
import { checkEntity } from '../../loaders/fetch/check-entity.ts'
import { toCursor } from '../../loaders/fetch/cursor.ts'
import { permittedRows } from '../../loaders/fetch/permitted.ts'
import { toKey } from '../../resolvers/entities/global-id.ts'
import type { AnyEntity, Reads } from '../../resolvers/reads.ts'
import { as, bind, concatSql, sql, type Sql } from '../../semantic/sql/text/fragment.ts'
import { itemsOf } from '../select/child-connection.ts'
import { listOf, type List } from '../select/list.ts'
import type { RootRow } from '../gather.ts'
import { NotUnderstood } from '../select/not-understood.ts'
import { objectsOf, rowsOf, type Selected, type Writing } from '../select/rows.ts'
import { argumentsOf, definitionOf, isTypeName, readsOfField, selectedBelow } from '../select/selection.ts'
import { KeySlot, Slot } from '../select/slot.ts'
import { printed } from '../select/values.ts'

/** The rows of a root field as a statement, and how its JSON is made of them. */
export interface Root {
  readonly statement: Sql
  /** Null when the rows do not tell the answer. */
  readonly write: (rows: readonly RootRow[]) => string | null
}

/** The statement of a root field. It has no rows when it sees other data than those of the known state. */
export async function entityRoot(
  writing: Writing,
  query: GraphQLObjectType,
  nodes: readonly FieldNode[],
): Promise<Root> {
  const definition = definitionOf(query, nodes)
  const reads = readsOfField(definition)
  const target = getNamedType(definition.type)
  if (!isObjectType(target)) throw new NotUnderstood()
  const given = argumentsOf(writing, definition, nodes)
  const selected = selectedBelow(writing, target, nodes)
  if (reads.kind === 'byKey') return oneOf(writing, reads.entity, given['id'], selected)
  if (reads.kind === 'list') return pageOf(writing, reads, given, selected)
  throw new NotUnderstood()
}

/** The same text means the same data; computed once, before any row is read. */
function seesKnownData({ stamp }: Writing): Sql {
  return sql`(select pg_current_snapshot()::text) = ${bind(stamp, 'text')}`
}

async function oneOf(writing: Writing, entity: AnyEntity, id: unknown, selected: Selected): Promise<Root> {
  const { runtime, newName } = writing
  await checkEntity(runtime, entity)
  const given = id instanceof Slot ? id.read : () => id
  const keys = new KeySlot((variables) => toKey(entity.type, String(given(variables))))
  const [key] = entity.key
  const name = newName()
  // the planner sees no number of keys: it would plan each number again, which costs more than it saves
  const known = sql`array(select unnest(${bind(keys, 'text[]')}))`
  const from = sql`(select * from ${permittedRows(runtime, entity)} where ${sql.id(key)} = any(${known})) as ${sql.raw(name)}`
  const object = await objectsOf(writing, selected, from, rowsOf(writing, entity, name))
  return {
    statement: sql`select ${sql.raw(name)}.${sql.id(key)}, ${object.json}::text from ${object.from} where ${seesKnownData(writing)}`,
    write: (rows) => (rows.length === 1 ? String(rows[0]?.[1]) : null),
  }
}

type WriteField = (rows: readonly RootRow[]) => string

async function pageOf(
  writing: Writing,
  reads: Extract<Reads, { kind: 'list' }>,
  given: Readonly<Record<string, unknown>>,
  { type, fields }: Selected,
): Promise<Root> {
  const list = await listOf(writing, reads, given, null)
  const name = writing.newName()
  const columns: Sql[] = []
  const add = (column: Sql) => columns.push(as(column, `c${String(columns.length)}`)) - 1
  let from = list.rows(name, 1)
  const writers: WriteField[] = []
  for (const [alias, nodes] of fields) {
    const write = await connectionField(nodes)
    writers.push((rows) => `"${alias}":${write(rows)}`)
  }
  return {
    // without a selected column, a row only says that it exists
    statement: sql`select ${columns.length === 0 ? sql`` : concatSql(columns)} from ${from} where ${seesKnownData(writing)}`,
    write: (rows) => (rows.length === 0 ? null : `{${writers.map((write) => write(rows)).join(',')}}`),
  }

  async function connectionField(nodes: readonly FieldNode[]): Promise<WriteField> {
    if (isTypeName(nodes)) return () => JSON.stringify(type.name)
    const definition = definitionOf(type, nodes)
    const target = getNamedType(definition.type)
    if (definition.name === 'totalCount') {
      const place = add(sql`to_json(${printed(list.count, target).sql})::text`)
      return (rows) => String(rows[0]?.[place])
    }
    if (!isObjectType(target)) throw new NotUnderstood()
    const selected = selectedBelow(writing, target, nodes)
    if (definition.name === 'pageInfo') return pageInfo(selected)
    const items = await itemsOf(writing, list, definition.name, selected, { name, from })
    from = items.from
    const place = add(sql`${items.json}::text`)
    return (rows) =>
      `[${onPage(list, rows)
        .map((row) => row[place])
        .join(',')}]`
  }

  function pageInfo(selected: Selected): WriteField {
    const { entity, page } = list
    const own = rowsOf(writing, entity, name)
    const positions = [...page.order.columns.map(({ column }) => column), ...entity.key]
    const places = positions.map((column) => [column, add(own.column(column).sql)] as const)
    // of two rows only: the database would make the cursors of all
    const cursorAt = (row: RootRow | undefined) =>
      row === undefined
        ? 'null'
        : JSON.stringify(
            toCursor(
              entity,
              page.order,
              Object.fromEntries(places.map(([column, place]) => [column, row[place]])),
            ),
          )
    const hasMore: WriteField = (rows) => String(rows.length > page.size)
    const always =
      (isBeyond: boolean): WriteField =>
      () =>
        String(isBeyond)
    const values: Readonly<Record<string, WriteField>> = {
      hasNextPage: page.from === 'start' && page.before === null ? hasMore : always(page.before !== null),
      hasPreviousPage: page.from === 'end' && page.after === null ? hasMore : always(page.after !== null),
      startCursor: (rows) => cursorAt(onPage(list, rows).at(0)),
      endCursor: (rows) => cursorAt(onPage(list, rows).at(-1)),
    }
    const written = [...selected.fields].map(([alias, nodes]) => {
      const value = isTypeName(nodes)
        ? () => JSON.stringify(selected.type.name)
        : values[definitionOf(selected.type, nodes).name]
      if (value === undefined) throw new NotUnderstood()
      return (rows: readonly RootRow[]) => `"${alias}":${value(rows)}`
    })
    return (rows) => `{${written.map((write) => write(rows)).join(',')}}`
  }
}

/** The rows on the page, in the order of the list. */
function onPage({ page }: List, rows: readonly RootRow[]): readonly RootRow[] {
  const kept = rows.length > page.size ? rows.slice(0, page.size) : rows
  return page.from === 'start' ? kept : kept.toReversed()
}
