import { isEnumType, isInputObjectType, isNonNullType } from 'graphql'
import type { GraphQLArgument, GraphQLEnumType, GraphQLInputObjectType, GraphQLNamedType } from 'graphql'

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

/** The TypeScript type of a type as GraphQL writes it, such as `[String!]`; null where it is nullable. */
export function typeText(written: string): string {
  return written.endsWith('!') ? present(written.slice(0, -1)) : `${present(written)} | null`
}

function present(written: string): string {
  if (written.startsWith('[')) return `readonly (${typeText(written.slice(1, -1))})[]`
  return scalars[written] ?? written
}

/** A property of an input: optional where it may be absent. */
export function inputProperty({
  name,
  type,
  defaultValue,
}: Pick<GraphQLArgument, 'name' | 'type' | 'defaultValue'>): string {
  const isOptional = !isNonNullType(type) || defaultValue !== undefined
  return `  readonly ${name}${isOptional ? '?' : ''}: ${typeText(type.toString())}${isOptional ? ' | undefined' : ''}`
}

/** The inputs and enums among these types: name → declaration, in the order of the names. */
export function inputTypes(types: readonly GraphQLNamedType[]): ReadonlyMap<string, string> {
  const found = types.flatMap((type) => (isEnumType(type) || isInputObjectType(type) ? [type] : []))
  const sorted = found.sort((a, b) => (a.name < b.name ? -1 : 1))
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

/** An object literal with these properties. */
export function listed(properties: readonly string[]): string {
  return properties.length === 0 ? '{}' : `{ ${properties.join(', ')} }`
}
