import {
  getNamedType,
  isEnumType,
  isObjectType,
  isScalarType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql'
import { comment, inputProperty, interfaceText } from './type-text.ts'

type Field = GraphQLField<unknown, unknown>

/** Functions that read single objects and pages of lists, with the fields of their types that need no other row. */
export function listFunctions(schema: GraphQLSchema): string {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((field) => {
    const type = nodeOf(schema, field)
    return type === null ? [] : [{ field, type }]
  })
  const types = new Map(fields.map(({ type }) => [type.name, type]))
  return [
    ...[...types.values()].map(objectType),
    ...fields.map(({ field, type }) => functionText(field, type)),
  ].join('\n')
}

/** The type of the objects that a field reads: itself, or the nodes of its page. */
function nodeOf(schema: GraphQLSchema, { type }: Field): GraphQLObjectType | null {
  const named = getNamedType(type)
  if (!isObjectType(named)) return null
  if (named.getInterfaces().some(({ name }) => name === 'Node')) return named
  if (!named.name.endsWith('Connection')) return null
  const node = schema.getType(named.name.replace(/Connection$/, ''))
  return isObjectType(node) ? node : null
}

/** The fields with values of their own. */
export function leaves(type: GraphQLObjectType): readonly Field[] {
  return Object.values(type.getFields()).filter(({ type: given, args, deprecationReason }) => {
    const named = getNamedType(given)
    return (
      args.length === 0 &&
      (deprecationReason === undefined || deprecationReason === null) &&
      (isScalarType(named) || isEnumType(named))
    )
  })
}

function objectType(type: GraphQLObjectType): string {
  const selection = leaves(type).map(({ name }) => name)
  return `${interfaceText(type, leaves(type))}\nconst ${selectionName(type)} = '{ ${selection.join(' ')} }'\n`
}

function functionText(field: Field, type: GraphQLObjectType): string {
  const isPage = getNamedType(field.type).name !== type.name
  const result = isPage ? `Page<${type.name}>` : `${type.name} | null`
  const selection = isPage
    ? `\`{ nodes \${${selectionName(type)}} pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }\``
    : selectionName(type)
  const isRequired = field.args.some(({ name }) => name === 'id')
  return `${comment(field.description)}export function ${field.name}(
  client: Client,
  given: {
${field.args.map((argument) => `  ${inputProperty(argument)}`).join('\n')}
  }${isRequired ? '' : ' = {}'},
  options?: RequestOptions,
): Promise<${result}> {
  return read(client, ${fieldText(field)}, given, ${selection}, options)
}
`
}

/** A field with the types of its arguments, as variables of a document. */
export function fieldText({ name, args }: Field): string {
  const types = args.map((argument) => {
    const type = argument.type.toString()
    return `${argument.name}: '${argument.defaultValue === undefined ? type : type.replace(/!$/, '')}'`
  })
  return `{ name: '${name}', arguments: { ${types.join(', ')} } }`
}

function selectionName({ name }: GraphQLObjectType): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}Selection`
}
