import { GraphQLScalarType, Kind } from 'graphql'
import { GraphQLJSON } from 'graphql-scalars'
import type { ValueNode } from 'graphql'

/** The warehouse gives days, instants and exact numbers as text, and text they stay. */
const textScalar = (name: string, isValid: (text: string) => boolean, expected: string): GraphQLScalarType => {
  const read = (value: unknown): string => {
    const text = typeof value === 'number' ? String(value) : value
    if (typeof text === 'string' && isValid(text)) return text
    throw new TypeError(`${name} has to be ${expected}, not ${JSON.stringify(value)}.`)
  }
  return new GraphQLScalarType({
    name,
    serialize: (value) => value,
    parseValue: read,
    parseLiteral: (node) => read('value' in node ? node.value : null),
  })
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
const isInstant = (text: string): boolean => /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) && !Number.isNaN(Date.parse(text))

const scalarLiteral = (node: ValueNode): string | number | boolean | null => {
  switch (node.kind) {
    case Kind.STRING:
    case Kind.BOOLEAN:
      return node.value
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value)
    case Kind.NULL:
      return null
    default:
      throw new TypeError('Scalar has to be a text, a number, true, false or null.')
  }
}

/** The scalars of the schema that GraphQL itself does not have. */
export const scalars = {
  Date: textScalar('Date', isDay, 'a day such as 2025-03-01'),
  DateTime: textScalar('DateTime', isInstant, 'an instant with its zone such as 2025-03-01T09:30:00Z'),
  Moment: textScalar('Moment', (text) => isDay(text) || isInstant(text), 'a day, or an instant with its zone'),
  Decimal: textScalar('Decimal', (text) => /^-?\d+(\.\d+)?$/.test(text), 'a decimal number'),
  JSON: GraphQLJSON,
  Scalar: new GraphQLScalarType({
    name: 'Scalar',
    serialize: (value) => value,
    parseValue: (value) => {
      if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value
      throw new TypeError('Scalar has to be a text, a number, true, false or null.')
    },
    parseLiteral: scalarLiteral,
  }),
}
