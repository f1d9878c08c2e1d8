import { getArgumentValues, type FieldNode, type GraphQLField, type GraphQLObjectType } from 'graphql'
import { collectSubfields } from 'graphql/execution/collectFields.js'
import { readsOf, type Reads } from '../../resolvers/reads.ts'
import { as, sql, type Sql } from '../../semantic/sql/text/fragment.ts'
import { NotUnderstood } from './not-understood.ts'
import type { Selected, Writing } from './rows.ts'

export type Field = GraphQLField<unknown, unknown>

/** PostgreSQL cuts longer names. */
const maxNameLength = 63

/** An expression under the name that it has in the response. */
export function named(name: string, expression: Sql): Sql {
  if (name.length > maxNameLength) throw new NotUnderstood()
  return as(expression, `"${name}"`)
}

/** The selections below a field, of objects of a type. */
export function selectedBelow(
  { schema, fragments, variables }: Writing,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): Selected {
  return { type, fields: collectSubfields(schema, fragments, variables, type, nodes) }
}

/** Whether the field is the name of the type. */
export function isTypeName([node]: readonly FieldNode[]): boolean {
  return node?.name.value === '__typename'
}

/** The name of the type of an object, as a column. */
export function typeName({ name }: GraphQLObjectType): Sql {
  return sql`${sql.lit(name)}::text`
}

/** The definition of a selected field of an object. */
export function definitionOf(type: GraphQLObjectType, [node]: readonly FieldNode[]): Field {
  const definition = type.getFields()[node?.name.value ?? '']
  if (definition === undefined) throw new NotUnderstood()
  return definition
}

/** The arguments of a selected field. */
export function argumentsOf(
  { variables }: Writing,
  definition: Field,
  [node]: readonly FieldNode[],
): Readonly<Record<string, unknown>> {
  return node === undefined ? {} : getArgumentValues(definition, node, variables)
}

/** What a field reads: what its resolver says or, without one, the column of its name. */
export function readsOfField({ name, resolve }: Field): Reads {
  const reads: Reads | undefined = resolve === undefined ? { kind: 'column', column: name } : readsOf(resolve)
  if (reads === undefined) throw new NotUnderstood()
  return reads
}
