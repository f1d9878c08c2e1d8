import { getNamedType, isObjectType } from 'graphql'
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql'
import { fieldText, leaves } from './lists.ts'
import { comment, inputProperty, interfaceText } from './type-text.ts'

type Field = GraphQLField<unknown, unknown>

/** A function for each subscription. Its messages have their objects, with the fields that need no other row. */
export function streamFunctions(schema: GraphQLSchema, known: ReadonlySet<string>): string {
  const fields = Object.values(schema.getSubscriptionType()?.getFields() ?? {}).flatMap((field) => {
    const type = getNamedType(field.type)
    return isObjectType(type) ? [{ field, type }] : []
  })
  const inner = new Map(fields.flatMap(({ type }) => objectsOf(type).map((one) => [one.type.name, one.type])))
  return [
    ...[...inner.values()]
      .filter(({ name }) => !known.has(name))
      .map((type) => interfaceText(type, leaves(type))),
    ...fields.map(({ field, type }) => functionText(field, type)),
  ].join('\n')
}

/** The fields of a message with objects. */
function objectsOf(
  message: GraphQLObjectType,
): readonly { readonly field: Field; readonly type: GraphQLObjectType }[] {
  return Object.values(message.getFields()).flatMap((field) => {
    const type = getNamedType(field.type)
    return isObjectType(type) ? [{ field, type }] : []
  })
}

function functionText(field: Field, type: GraphQLObjectType): string {
  const objects = objectsOf(type)
  const selection = [
    ...leaves(type).map(({ name }) => name),
    ...objects.map(
      (one) =>
        `${one.field.name} { ${leaves(one.type)
          .map(({ name }) => name)
          .join(' ')} }`,
    ),
  ]
  const given = field.args.map((argument) => `  ${inputProperty(argument)}`).join('\n')
  return `${interfaceText(type, [...leaves(type), ...objects.map((one) => one.field)])}
${comment(field.description)}export function watch${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}(
  client: Client,
  given: {
${given}
  } = {},
  options?: RequestOptions,
): AsyncGenerator<${type.name}, void, undefined> {
  return watch(client, ${fieldText(field)}, given, '{ ${selection.join(' ')} }', options)
}
`
}
