import { getNamedType, getNullableType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql'
import type { FieldNode, GraphQLNamedType, GraphQLObjectType } from 'graphql'
import { checkEntity } from '../../loaders/fetch/check-entity.ts'
import { permittedRows } from '../../loaders/fetch/permitted.ts'
import type { AnyEntity } from '../../resolvers/reads.ts'
import { concatSql, sql, type Sql } from '../../semantic/sql/text/fragment.ts'
import { childConnection } from './child-connection.ts'
import { NotUnderstood } from './not-understood.ts'
import { partOfPage } from './part-of-page.ts'
import { checkIsStored, objectsOf, rowsOf, type Rows, type Selected, type Writing } from './rows.ts'
import {
  argumentsOf,
  definitionOf,
  isTypeName,
  named,
  readsOfField,
  selectedBelow,
  typeName,
} from './selection.ts'
import type { Field } from './selection.ts'
import { printed, required, type Value } from './values.ts'

/** The fields of objects made of rows, as a select list. */
export async function fieldsOf(writing: Writing, { type, fields }: Selected, rows: Rows): Promise<Sql> {
  const columns: Sql[] = []
  for (const [name, nodes] of fields)
    columns.push(named(name, await fieldOf(writing, type, name, nodes, rows)))
  return concatSql(columns)
}

async function fieldOf(
  writing: Writing,
  type: GraphQLObjectType,
  name: string,
  nodes: readonly FieldNode[],
  rows: Rows,
): Promise<Sql> {
  if (isTypeName(nodes)) return typeName(type)
  const definition = definitionOf(type, nodes)
  const value = await valueOf(writing, definition, nodes, rows)
  const { instants, others } = writing.names
  ;(value.type === 'timestamptz' ? instants : others).add(name)
  return isNonNullType(definition.type) ? required(value) : value.sql
}

async function valueOf(
  writing: Writing,
  definition: Field,
  nodes: readonly FieldNode[],
  rows: Rows,
): Promise<Value> {
  const reads = readsOfField(definition)
  const target = getNamedType(definition.type)
  if (reads.kind === 'globalId')
    return { sql: globalId(reads.type, rows.column(reads.column).sql), type: 'text' }
  if (reads.kind === 'column' && isLeafType(target)) return printed(rows.column(reads.column), target)
  const selected = selectedBelow(writing, objectType(target), nodes)
  switch (reads.kind) {
    case 'column':
      if (!isListType(getNullableType(definition.type))) throw new NotUnderstood()
      return documents(writing, rows.column(reads.column), selected)
    case 'reference':
      return referred(writing, reads.entity, selected, rows.column(reads.column).sql)
    case 'part':
      return partOfPage(writing, reads.part, selected, rows)
    case 'list':
      return childConnection(writing, reads, argumentsOf(writing, definition, nodes), selected, rows)
    case 'byKey':
    case 'query':
      throw new NotUnderstood()
  }
}

function objectType(type: GraphQLNamedType): GraphQLObjectType {
  if (!isObjectType(type)) throw new NotUnderstood()
  return type
}

/** Base64 without the line breaks of PostgreSQL; null for a null key. */
function globalId(type: string, key: Sql): Sql {
  return sql`translate(encode(convert_to(${sql.lit(`${type}:`)} || ${key}, 'UTF8'), 'base64'), e'\\n', '')`
}

/** The object with a key; null when there is none. Two of them are an error, as keys are unique. */
async function referred(writing: Writing, entity: AnyEntity, selected: Selected, key: Sql): Promise<Value> {
  const { runtime, state, newName } = writing
  checkIsStored(state, entity)
  await checkEntity(runtime, entity)
  const name = newName()
  const from = sql`(select * from ${permittedRows(runtime, entity)} where ${sql.id(entity.key[0])} = ${key}) as ${sql.raw(name)}`
  const { json, from: all } = await objectsOf(writing, selected, from, rowsOf(writing, entity, name))
  return { sql: sql`(select ${json} from ${all})`, type: 'json' }
}

/** The objects in a column with a list of documents, in its order; null for a null column. */
async function documents(writing: Writing, { sql: list, type }: Value, selected: Selected): Promise<Value> {
  if (type !== 'jsonb') throw new NotUnderstood()
  const name = writing.newName()
  const item = sql.raw(`${name}.item`)
  const from = sql`jsonb_array_elements(${list}) with ordinality as ${sql.raw(name)} (item, place)`
  const rows: Rows = { name, column: (column) => ({ sql: sql`(${item} -> ${sql.lit(column)})`, type }) }
  const objects = await objectsOf(writing, selected, from, rows)
  const found = sql`array_to_json(array(select ${objects.json} from ${objects.from} order by ${sql.raw(name)}.place))`
  return { sql: sql`case when ${list} is not null then ${found} end`, type: 'json' }
}
