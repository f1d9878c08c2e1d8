import { getNamedType, isObjectType } from 'graphql'
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql'
import { fieldText } from './field-text.ts'
import { argumentsText, columnsName, fieldsName, leaves, nestedFields } from './objects.ts'
import { comment, listed } from './type-text.ts'

type Field = GraphQLField<unknown, unknown>

/** The messages of subscriptions. */
export function messageTypes(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  return streamFields(schema).map(({ type }) => type)
}

/** A function for each subscription. Its messages have their objects, with the fields that need no other row. */
export function streamFunctions(schema: GraphQLSchema): string {
  return streamFields(schema)
    .map(({ field, type }) => functionText(field, type))
    .join('\n')
}

function streamFields(
  schema: GraphQLSchema,
): readonly { readonly field: Field; readonly type: GraphQLObjectType }[] {
  return Object.values(schema.getSubscriptionType()?.getFields() ?? {}).flatMap((field) => {
    const type = getNamedType(field.type)
    return isObjectType(type) ? [{ field, type }] : []
  })
}

function functionText(field: Field, type: GraphQLObjectType): string {
  const columns = columnsName(type)
  const name = `watch${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}`
  const message =
    fieldsName(type) === type.name
      ? ''
      : `\n${comment(type.description)}export type ${type.name} = Selected<${fieldsName(type)}, typeof ${columns}>\n`
  return `const ${columns} = ${selectionText(type)} as const
${message}
${comment(field.description)}export const ${name} = /* @__PURE__ */ streamReader(graph, ${fieldText(field)}, ${columns}) as ReadStream<
  '${field.name}',
  ${fieldsName(type)},
  ${argumentsText(field.args, '  ')},
  typeof ${columns}
>
`
}

/** The values of an object and, at the first level, of its objects. */
function selectionText(type: GraphQLObjectType): string {
  const values = (of: GraphQLObjectType) => leaves(of).map(({ name }) => `${name}: true`)
  const objects = nestedFields(type).flatMap((field) => {
    const inner = getNamedType(field.type)
    return isObjectType(inner) ? [`${field.name}: ${listed(values(inner))}`] : []
  })
  return listed([...values(type), ...objects])
}
