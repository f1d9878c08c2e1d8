import { getNamedType, isEnumType, isObjectType, isScalarType } from 'graphql'
import type { GraphQLField, GraphQLSchema } from 'graphql'
import type { Catalog } from '../../catalog/catalog.ts'
import { familiesOf } from '../../resolvers/families/families-of.ts'
import type { Family } from '../../resolvers/families/family.ts'
import { shapeFields } from '../../resolvers/families/shape-fields.ts'
import { fieldText } from './lists.ts'
import { comment, inputProperty, typeText } from './type-text.ts'

/** A function for each family of metrics; its result has the requested metrics and dimensions only. */
export function familyFunctions(catalog: Catalog, schema: GraphQLSchema): string {
  return familiesOf(catalog)
    .map((family) => functionText(family, schema))
    .join('\n')
}

/** The types of the values of metrics, with their fields that need no other row. */
export function valueTypes(catalog: Catalog, schema: GraphQLSchema): string {
  const names = new Set(familiesOf(catalog).flatMap(({ metrics }) => metrics.map(({ type }) => type)))
  return [...names]
    .sort()
    .map((name) => {
      const properties = leavesOf(schema, name).map(
        (field) =>
          `${comment(field.description, '  ')}  readonly ${field.name}: ${typeText(field.type.toString())}`,
      )
      return `export interface ${name} {\n${properties.join('\n')}\n}\n`
    })
    .join('\n')
}

function leavesOf(schema: GraphQLSchema, name: string): readonly GraphQLField<unknown, unknown>[] {
  const type = schema.getType(name)
  if (!isObjectType(type)) return []
  return Object.values(type.getFields()).filter((field) => {
    const named = getNamedType(field.type)
    return isScalarType(named) || isEnumType(named)
  })
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
  const values = metrics.map(
    (one) =>
      `${one.field}: '{ ${leavesOf(schema, one.type)
        .map((leaf) => leaf.name)
        .join(' ')} }'`,
  )
  const grouped = dimensions.map((one) => `${one.field}: '${one.name.toUpperCase()}'`)
  const given = field.args.filter((argument) => argument.name !== 'by')
  return `${comment(`A row of \`${name}\`.`)}export interface ${type}Row {
${properties.join('\n')}
}

const ${name}Family = {
  ...${fieldText(field)},
  keys: [${keys.map((key) => `'${key}'`).join(', ')}],
  dimensions: { ${grouped.join(', ')} },
  metrics: { ${values.join(', ')} },
} as const

${comment(description)}export function ${name}<
  const Selected extends keyof typeof ${name}Family.metrics,
  const Grouped extends keyof typeof ${name}Family.dimensions = never,
>(
  client: Client,
  given: {
  readonly metrics: readonly Selected[]
  readonly by?: readonly Grouped[]
${given.map((argument) => inputProperty(argument)).join('\n')}
  },
  options?: RequestOptions,
): Promise<FamilyResult<Pick<${type}Row, ${keys.map((key) => `'${key}'`).join(' | ')} | Selected | Grouped>>> {
  return readFamily(client, ${name}Family, given, options)
}
`
}
