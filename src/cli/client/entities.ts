import { getNamedType, isObjectType } from 'graphql'
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql'
import { fieldText } from './field-text.ts'
import { argumentsText, columnsName, columnsText, fieldsName } from './objects.ts'
import { comment } from './type-text.ts'

type Field = GraphQLField<unknown, unknown>

/** A field of `Query` with an object of its own, or a page of such objects. */
interface EntityField {
  readonly field: Field
  /** The object, or that of a node of the page. */
  readonly type: GraphQLObjectType
}

/** The fields of `Query` with objects that have an id, and signals. */
export function entityFields(schema: GraphQLSchema): readonly EntityField[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((field) => {
    const type = nodeOf(schema, field)
    return type === null ? [] : [{ field, type }]
  })
}

/** Functions that read single objects and pages of lists: by default the fields that need no other row. */
export function entityFunctions(schema: GraphQLSchema): string {
  const fields = entityFields(schema)
  const types = new Map(fields.map(({ type }) => [type.name, type]))
  return [...[...types.values()].map(columnsText), ...fields.map(functionText)].join('\n')
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

function functionText({ field, type }: EntityField): string {
  const named = getNamedType(field.type)
  const isPage = named.name !== type.name
  const columns = columnsName(type)
  const read = isPage ? 'ReadPage' : 'ReadObject'
  const selected = isPage ? `PageColumns<typeof ${columns}>` : `typeof ${columns}`
  return `${comment(field.description)}export const ${field.name} = /* @__PURE__ */ reader(graph, ${fieldText(field)}, ${
    isPage ? `/* @__PURE__ */ pageOf(${columns})` : columns
  }) as ${read}<
  '${field.name}',
  ${fieldsName(named)},
  ${argumentsText(field.args, '  ')},
  ${selected}
>
`
}
