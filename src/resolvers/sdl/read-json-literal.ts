import { GraphQLError, Kind } from 'graphql'
import type { ValueNode } from 'graphql'
import { isExactInJson } from '../../semantic/model/request/exact-number.ts'

/**
 * Converts a literal of the document to its JSON value.
 *
 * @throws GraphQLError for a number that JSON cannot represent exactly
 */
export function readJsonLiteral(node: ValueNode, variables: Readonly<Record<string, unknown>>): unknown {
  switch (node.kind) {
    case Kind.INT:
    case Kind.FLOAT:
      if (isExactInJson(node.value)) return Number(node.value)
      throw new GraphQLError(
        `JSON cannot represent ${node.value} exactly: it has more digits than a JSON number.`,
      )
    case Kind.LIST:
      return node.values.map((value) => readJsonLiteral(value, variables))
    case Kind.OBJECT:
      return Object.fromEntries(
        node.fields.map(({ name, value }) => [name.value, readJsonLiteral(value, variables)]),
      )
    case Kind.VARIABLE:
      return variables[node.name.value]
    case Kind.NULL:
      return null
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
      return node.value
  }
}
