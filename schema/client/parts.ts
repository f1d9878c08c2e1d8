import { nameOfVariable } from './selection.js'

/** A part of a document: its text, and the node that `parse` of `graphql` makes of it. */
export interface Part {
  readonly text: string
  readonly node: object
}

/** Enum, or input with enums → its fields with enums: these have no quotation marks in a document. */
export type Enums = Readonly<Record<string, 'enum' | Readonly<Record<string, string>>>>

/** A variable, which is declared with the type, or a value as GraphQL writes it. */
export function valuePart(enums: Enums, value: unknown, type: string, variables: Map<string, string>): Part {
  const variable = nameOfVariable(value)
  if (variable !== null) {
    variables.set(variable, type)
    return variablePart(variable)
  }
  return literal(enums, value, namedType(type))
}

/** `Grain` of `[Grain!]!`. */
export function namedType(type: string): string {
  return type.replaceAll(/[[\]!]/g, '')
}

function literal(enums: Enums, value: unknown, type: string): Part {
  const within = enums[type]
  if (value === null) return { text: 'null', node: { kind: 'NullValue' } }
  if (Array.isArray(value)) {
    const items = value.map((item) => literal(enums, item, type))
    return { text: `[${textOf(items)}]`, node: { kind: 'ListValue', values: nodes(items) } }
  }
  if (typeof value === 'object') {
    const types = typeof within === 'object' ? within : {}
    const properties = Object.entries(value).flatMap(([name, one]): readonly Part[] => {
      if (one === undefined) return []
      const { text, node } = literal(enums, one, types[name] ?? '')
      return [{ text: `${name}: ${text}`, node: { kind: 'ObjectField', name: nameNode(name), value: node } }]
    })
    return { text: `{ ${textOf(properties)} }`, node: { kind: 'ObjectValue', fields: nodes(properties) } }
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (typeof value === 'number')
    return { text, node: { kind: /^-?\d+$/.test(text) ? 'IntValue' : 'FloatValue', value: text } }
  if (typeof value === 'boolean') return { text, node: { kind: 'BooleanValue', value } }
  return within === 'enum'
    ? { text, node: { kind: 'EnumValue', value: text } }
    : { text: JSON.stringify(text), node: { kind: 'StringValue', value: text, block: false } }
}

/** A variable with its type. */
export function declaration(name: string, type: string): Part {
  const { text, node } = variablePart(name)
  return {
    text: `${text}: ${type}`,
    node: { kind: 'VariableDefinition', variable: node, type: typeNode(type), directives: [] },
  }
}

function variablePart(name: string): Part {
  return { text: `$${name}`, node: { kind: 'Variable', name: nameNode(name) } }
}

function typeNode(type: string): object {
  if (type.endsWith('!')) return { kind: 'NonNullType', type: typeNode(type.slice(0, -1)) }
  if (type.startsWith('[')) return { kind: 'ListType', type: typeNode(type.slice(1, -1)) }
  return { kind: 'NamedType', name: nameNode(type) }
}

export function nameNode(value: string): object {
  return { kind: 'Name', value }
}

export function nodes(parts: readonly Part[]): readonly object[] {
  return parts.map(({ node }) => node)
}

function textOf(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join(', ')
}

/** Parts between brackets, where there are some. */
export function inBrackets(parts: readonly Part[]): string {
  return parts.length === 0 ? '' : `(${textOf(parts)})`
}
