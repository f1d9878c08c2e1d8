import { isObjectType } from 'graphql'
import type { GraphQLObjectType, GraphQLSchema } from 'graphql'
import type { Catalog } from '../../catalog/catalog.ts'
import { familiesOf } from '../../resolvers/families/families-of.ts'
import type { Family } from '../../resolvers/families/family.ts'
import { shapeFields } from '../../resolvers/families/shape-fields.ts'
import { typesText } from './field-text.ts'
import { argumentsText, columnsName, leaves } from './objects.ts'
import { comment, listed, typeText } from './type-text.ts'

/** A function for each family of metrics; its result has the requested metrics and dimensions only. */
export function familyFunctions(catalog: Catalog, schema: GraphQLSchema): string {
  return familiesOf(catalog)
    .map((family) => functionText(family, schema))
    .join('\n')
}

/** The types of the values of metrics, with their fields that need no other row, and the selections of these. */
export function valueTypes(catalog: Catalog, schema: GraphQLSchema): string {
  const names = new Set(familiesOf(catalog).flatMap(({ metrics }) => metrics.map(({ type }) => type)))
  return [...names]
    .sort()
    .flatMap((name) => {
      const type = schema.getType(name)
      if (!isObjectType(type)) return []
      const properties = leaves(type).map(
        (field) =>
          `${comment(field.description, '  ')}  readonly ${field.name}: ${typeText(field.type.toString())}`,
      )
      return [`export interface ${name} {\n${properties.join('\n')}\n}\n`, selectionText(type)]
    })
    .join('\n')
}

function selectionText(type: GraphQLObjectType): string {
  return `const ${columnsName(type)} = ${listed(leaves(type).map(({ name }) => `${name}: true`))} as const\n`
}

function functionText(family: Family, schema: GraphQLSchema): string {
  const { field: name, type, description, shape, dimensions, metrics } = family
  const field = schema.getQueryType()?.getFields()[name]
  const row = schema.getType(`${type}Row`)
  if (field === undefined || !isObjectType(row)) throw new Error(`The schema has no field ${name}.`)
  const keys = shapeFields[shape].map((one) => one.name)
  const columns = [...keys, ...dimensions.map((one) => one.field), ...metrics.map((one) => one.field)]
  const properties = columns.flatMap((column) => {
    const own = row.getFields()[column]
    return own === undefined
      ? []
      : [`${comment(own.description, '  ')}  readonly ${column}: ${typeText(own.type.toString())}`]
  })
  const selections = metrics.map((one) => `${one.field}: ${columnsName({ name: one.type })}`)
  const grouped = dimensions.map((one) => `${one.field}: '${one.name.toUpperCase()}'`)
  const given = field.args.filter((argument) => argument.name !== 'by')
  const keysText = keys.length === 0 ? 'never' : keys.map((key) => `'${key}'`).join(' | ')
  return `${comment(`A row of \`${name}\`.`)}export interface ${type}Row {
${properties.join('\n')}
}

const ${name}Family = {
  name: '${name}',
  ${typesText(field)},
  keys: ${listed(keys.map((key) => `${key}: true`))},
  dimensions: ${listed(grouped)},
  metrics: ${listed(selections)},
} as const

${comment(description)}export const ${name} = /* @__PURE__ */ familyReader(${name}Family) as ReadFamily<
  '${name}',
  ${type}Row,
  ${keysText},
  keyof typeof ${name}Family.metrics,
  keyof typeof ${name}Family.dimensions,
  ${argumentsText(given, '  ')}
>
`
}
