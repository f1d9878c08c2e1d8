import { GraphQLError, GraphQLScalarType, Kind, print } from 'graphql'
import type { ValueNode } from 'graphql'
import { invalidTextReason } from '../../semantic/model/request/check-texts.ts'
import { isDecimal, isExactInJson, isLong, plainDecimal } from '../../semantic/model/request/exact-number.ts'
import { isDay, isInstant } from '../../semantic/time/moment.ts'
import { readJsonLiteral } from './read-json-literal.ts'

type Plain = string | number | boolean

/**
 * A scalar with textual values of one format. Values from the warehouse are already in it and stay
 * unchanged. Number literals of a document are read digit by digit; numbers in variables were already
 * parsed as JSON.
 */
function textScalar(name: string, form: string, isValid: (text: string) => boolean): GraphQLScalarType {
  const read = (text: string | null, written: string) => {
    if (text !== null && isValid(text)) return text
    throw new GraphQLError(`${name} cannot represent ${written}: it must be ${form}.`)
  }
  return new GraphQLScalarType({
    name,
    parseValue: (value) =>
      read(typeof value === 'number' ? textOf(name, value) : toText(value), quote(value)),
    parseLiteral: (node) => read(isNumber(node) ? plainDecimal(node.value) : textIn(node), print(node)),
  })
}

function toText(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function textIn(node: ValueNode): string | null {
  return node.kind === Kind.STRING ? node.value : null
}

function isNumber(node: ValueNode): node is Extract<ValueNode, { kind: Kind.INT | Kind.FLOAT }> {
  return node.kind === Kind.INT || node.kind === Kind.FLOAT
}

/** @throws GraphQLError for a number that JSON may have rounded */
function textOf(name: string, value: number): string | null {
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return plainDecimal(String(value))
  throw new GraphQLError(
    `${name} cannot represent ${String(value)} as a number: JSON numbers beyond 2^53 − 1 lose digits. Send it as text.`,
  )
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function quote(value: unknown): string {
  return JSON.stringify(value)
}

function notScalar(written: string): GraphQLError {
  return new GraphQLError(`Scalar cannot represent ${written}: it must be a text, a number, true or false.`)
}

/** The number if JSON represents it exactly, else its text. */
function exactly(text: string): string | number {
  return isExactInJson(text) && String(Number(text)) === text ? Number(text) : text
}

/** The scalars of `schema/base.graphql`. */
export const scalars = {
  Date: textScalar('Date', 'a day like 2025-03-01', isDay),
  DateTime: textScalar('DateTime', 'an instant like 2025-03-01T09:30:00Z', isInstant),
  Moment: textScalar(
    'Moment',
    'an instant like 2025-03-01T09:30:00Z, or a day like 2025-03-01',
    (text) => isDay(text) || isInstant(text),
  ),
  Decimal: textScalar('Decimal', 'a number like 1234.50, of at most 1,000 digits', isDecimal),
  DaysOrCalendar: textScalar(
    'DaysOrCalendar',
    'a whole number of days, or calendar',
    (text) => /^\d{1,9}$/.test(text) || text === 'calendar',
  ),
  WholeNumber: new GraphQLScalarType({
    ...textScalar(
      'WholeNumber',
      'a whole number from -9223372036854775808 to 9223372036854775807',
      isLong,
    ).toConfig(),
    serialize: (value) => {
      const number = Number(value)
      return Number.isSafeInteger(number) ? number : String(value)
    },
  }),
  JSON: new GraphQLScalarType({
    name: 'JSON',
    parseValue: (value) => {
      const reason = invalidTextReason(value)
      if (reason !== null) throw new GraphQLError(`Invalid JSON: ${reason}.`)
      return value
    },
    parseLiteral: (node, variables) => readJsonLiteral(node, variables ?? {}),
  }),
  Scalar: new GraphQLScalarType({
    name: 'Scalar',
    parseValue: (value) => {
      if (!isPlain(value)) throw notScalar(quote(value))
      return typeof value === 'number' ? exactly(textOf('Scalar', value) ?? '') : value
    },
    parseLiteral: (node) => {
      const value = isNumber(node) ? plainDecimal(node.value) : null
      if (value !== null) return exactly(value)
      if (node.kind === Kind.STRING || node.kind === Kind.BOOLEAN) return node.value
      throw notScalar(print(node))
    },
  }),
}
