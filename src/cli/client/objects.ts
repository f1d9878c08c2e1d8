import { getNamedType, isEnumType, isObjectType, isScalarType } from 'graphql'
import type { GraphQLArgument, GraphQLField, GraphQLNamedType, GraphQLObjectType } from 'graphql'
import { comment, inputProperty, listed, typeText } from './type-text.ts'

type Field = GraphQLField<unknown, unknown>

/** The objects that can be reached from these, themselves included, in the order of their names. */
export function reachable(roots: readonly GraphQLNamedType[]): readonly GraphQLObjectType[] {
  const found = new Map<string, GraphQLObjectType>()
  const visit = (type: GraphQLNamedType): void => {
    if (!isObjectType(type) || found.has(type.name)) return
    found.set(type.name, type)
    for (const field of Object.values(type.getFields())) visit(getNamedType(field.type))
  }
  roots.forEach(visit)
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The fields with values of their own. */
export function leaves(type: GraphQLObjectType): readonly Field[] {
  return current(type).filter(({ type: given, args }) => {
    const named = getNamedType(given)
    return args.length === 0 && (isScalarType(named) || isEnumType(named))
  })
}

/** The fields with objects. */
export function nestedFields(type: GraphQLObjectType): readonly Field[] {
  return current(type).filter((field) => isObjectType(getNamedType(field.type)))
}

function current(type: GraphQLObjectType): readonly Field[] {
  return Object.values(type.getFields()).filter(
    ({ deprecationReason }) => deprecationReason === undefined || deprecationReason === null,
  )
}

/** The type of all that can be selected of an object; with `columns`, its values are a type of their own, too. */
export function objectText(type: GraphQLObjectType, columns: boolean): string {
  const values = leaves(type).map((field) => property(field, typeText(field.type.toString())))
  const nested = nestedFields(type).map((field) => {
    const named = getNamedType(field.type)
    const result = typeText(field.type.toString()).replace(named.name, fieldsName(named))
    const given = field.args.length === 0 ? '' : `, ${argumentsText(field.args, '  ')}`
    return property(field, `Nested<${result}${given}>`)
  })
  const described = comment(type.description)
  const block = (properties: readonly string[]) => `{\n${properties.join('\n')}\n}\n`
  if (nested.length === 0) return `${described}export interface ${type.name} ${block(values)}`
  const name = fieldsName(type)
  if (!columns) return `${described}export interface ${name} ${block([...values, ...nested])}`
  return `${described}export interface ${type.name} ${block(values)}
/** What can be selected of \`${type.name}\`. */
export interface ${name} extends ${type.name} ${block(nested)}`
}

function property({ name, description }: Field, type: string): string {
  return `${comment(description, '  ')}  readonly ${name}: ${type}`
}

/** The name of the type with all that can be selected. */
export function fieldsName(type: GraphQLNamedType): string {
  return isObjectType(type) && nestedFields(type).length > 0 ? `${type.name}Fields` : type.name
}

/** The type of an object with these arguments. */
export function argumentsText(given: readonly GraphQLArgument[], indent: string): string {
  const properties = given.map((argument) => `${indent}${inputProperty(argument)}\n`)
  return `{\n${properties.join('')}${indent}}`
}

/** What is selected of an object by default. */
export function columnsText(type: GraphQLObjectType): string {
  return `/** The fields of \`${type.name}\` that need no other row. */
export const ${columnsName(type)} = ${listed(leaves(type).map(({ name }) => `${name}: true`))} as const
`
}

export function columnsName({ name }: Pick<GraphQLNamedType, 'name'>): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}Columns`
}
