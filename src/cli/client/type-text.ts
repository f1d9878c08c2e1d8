import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLType,
} from 'graphql'

/** Scalar → its TypeScript type. Decimals are text, so that no digit is lost. */
const scalars: Readonly<Record<string, string>> = {
  ID: 'string',
  String: 'string',
  Boolean: 'boolean',
  Int: 'number',
  Date: 'string',
  DateTime: 'string',
  Moment: 'string',
  Decimal: 'string',
  WholeNumber: 'number | string',
  DaysOrCalendar: "number | 'calendar'",
  JSON: 'unknown',
  Scalar: 'string | number | boolean | null',
}

/** The TypeScript type of a GraphQL type; null where it is nullable. */
export function typeText(type: GraphQLType): string {
  return isNonNullType(type) ? present(type.ofType) : `${present(type)} | null`
}

function present(type: GraphQLType): string {
  if (isNonNullType(type)) return present(type.ofType)
  if (isListType(type)) return `readonly (${typeText(type.ofType)})[]`
  const { name } = getNamedType(type)
  if (!isScalarType(type)) return name
  const known = scalars[name]
  if (known === undefined) throw new Error(`The client has no TypeScript type for the scalar ${name}.`)
  return known
}

/** A property of an input: optional where it may be absent. */
export function inputProperty({ name, type, defaultValue }: GraphQLArgument | GraphQLInputField): string {
  const isOptional = !isNonNullType(type) || defaultValue !== undefined
  return `  readonly ${name}${isOptional ? '?' : ''}: ${typeText(type)}${isOptional ? ' | undefined' : ''}`
}

/** The inputs and enums among these types and within them: name → declaration, in the order of the names. */
export function inputTypes(given: readonly GraphQLType[]): ReadonlyMap<string, string> {
  const found = new Map<string, GraphQLEnumType | GraphQLInputObjectType>()
  const visit = (type: GraphQLType) => {
    const named = getNamedType(type)
    if (found.has(named.name) || !(isEnumType(named) || isInputObjectType(named))) return
    found.set(named.name, named)
    if (isInputObjectType(named)) Object.values(named.getFields()).forEach((field) => visit(field.type))
  }
  given.forEach(visit)
  const sorted = [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  return new Map(sorted.map((type) => [type.name, declaration(type)]))
}

function declaration(type: GraphQLEnumType | GraphQLInputObjectType): string {
  if (isEnumType(type)) {
    const values = type.getValues().map(({ name }) => `'${name}'`)
    return `export type ${type.name} = ${values.join(' | ')}\n`
  }
  const properties = Object.values(type.getFields()).map(inputProperty)
  const body = `{\n${properties.join('\n')}\n}`
  return type.isOneOf
    ? `export type ${type.name} = OneOf<${body}>\n`
    : `export interface ${type.name} ${body}\n`
}

/** A comment of one line. */
export function comment(text: string | null | undefined, indent = ''): string {
  const line = (text ?? '').replaceAll(/\s+/g, ' ').replaceAll('*/', '* /').trim()
  return line === '' ? '' : `${indent}/** ${line} */\n`
}
