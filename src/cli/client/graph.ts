import { getNamedType, isEnumType, isInputObjectType } from 'graphql'
import type { GraphQLNamedType, GraphQLObjectType } from 'graphql'
import { typesText } from './field-text.ts'
import { nestedFields } from './objects.ts'
import { listed } from './type-text.ts'

/** What the texts of documents need to know of these objects: nested fields, and where enums are in their arguments. */
export function graphText(types: readonly GraphQLObjectType[]): string {
  const fields = types.flatMap((type) => {
    const nested = nestedFields(type).map((field) =>
      field.args.length === 0
        ? `${field.name}: { type: '${getNamedType(field.type).name}' }`
        : `${field.name}: { ${typesText(field)} }`,
    )
    return nested.length === 0 ? [] : [`${type.name}: {\n${lines(nested, '      ')}    }`]
  })
  const given = types.flatMap((type) =>
    nestedFields(type).flatMap(({ args }) => args.map((one) => getNamedType(one.type))),
  )
  const enums = [...enumsIn(given)].map(([name, text]) => `${name}: ${text}`)
  return `/** The fields with objects, and the enums in arguments. */
export const graph: Graph = {
  fields: {
${lines(fields, '    ')}  },
  enums: {
${lines(enums, '    ')}  },
}
`
}

/** The enums among inputs, and the inputs with enums: name → `'enum'`, or its fields with enums. */
function enumsIn(given: readonly GraphQLNamedType[]): ReadonlyMap<string, string> {
  const visited = new Map<string, GraphQLNamedType>()
  const visit = (type: GraphQLNamedType): void => {
    if (visited.has(type.name)) return
    visited.set(type.name, type)
    if (isInputObjectType(type)) fieldsOf(type).forEach((one) => visit(one.type))
  }
  given.forEach(visit)
  const all = [...visited.values()]
  const withEnums = new Set(all.filter(isEnumType).map(({ name }) => name))
  for (let size = -1; size !== withEnums.size;) {
    size = withEnums.size
    for (const type of all)
      if (fieldsOf(type).some((one) => withEnums.has(one.type.name))) withEnums.add(type.name)
  }
  return new Map(
    [...withEnums].sort().map((name) => {
      const type = visited.get(name)
      const fields = fieldsOf(type)
        .filter((one) => withEnums.has(one.type.name))
        .map((one) => `${one.name}: '${one.type.name}'`)
      return [name, isEnumType(type) ? "'enum'" : listed(fields)]
    }),
  )
}

function fieldsOf(
  type: GraphQLNamedType | undefined,
): readonly { readonly name: string; readonly type: GraphQLNamedType }[] {
  if (!isInputObjectType(type)) return []
  return Object.values(type.getFields()).map(({ name, type: given }) => ({ name, type: getNamedType(given) }))
}

function lines(texts: readonly string[], indent: string): string {
  return texts.map((text) => `${indent}${text},\n`).join('')
}
