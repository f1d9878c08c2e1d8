import {
  getNamedType,
  getNullableType,
  GraphQLNonNull,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import type { GraphQLInputObjectType, GraphQLInputType } from 'graphql'
import type { Choices } from './choices.ts'

/** A value of an argument. An enum value is written without quotes in a document, and as text in variables. */
export type Value = null | boolean | number | string | EnumValue | readonly Value[] | InputObject

export interface InputObject {
  readonly [name: string]: Value
}

/** The name of an enum value. */
export class EnumValue {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** What texts of a document name. */
export interface Words {
  /** Ids of objects. */
  readonly ids: readonly string[]
  /** Values of dimensions. */
  readonly texts: readonly string[]
  /** Columns of results. */
  readonly columns: readonly string[]
  /** Business parameters. */
  readonly options: readonly string[]
}

/** Texts that nothing expects. */
const odd = ['', ' ', "'; drop table users; --", '{{mrr}}', '%_\\', '\u0000', 'é'.repeat(300), '-1', '1e400']

/** What some arguments accept, by name. */
const named: Readonly<Record<string, readonly string[]>> = {
  timeZone: ['UTC', 'Europe/Berlin', 'Asia/Kathmandu'],
  relative: ['last 3 months', 'this quarter', 'yesterday', 'last week'],
  compareTo: ['previous', '1 month', '1 year'],
  over: ['all_time', 'month_to_date', '28 days', '3 months'],
  after: ['WzFd', 'WyIyMDI1LTAzLTAxIiwiMiJd'],
}

/** A value of a type, most often an accepted one. */
export function valueOf(type: GraphQLInputType, name: string, words: Words, choices: Choices): Value {
  const { oneOf, onceIn } = choices
  if (onceIn(250)) return oneOf(odd)
  if (!isNonNullType(type) && onceIn(15)) return null
  const nullable = getNullableType(type)
  if (isListType(nullable)) {
    const item = (): Value => valueOf(nullable.ofType, name, words, choices)
    // a single value is a list of one
    return onceIn(6) ? item() : Array.from({ length: 1 + choices.upTo(2) }, item)
  }
  if (isEnumType(nullable)) return new EnumValue(oneOf(nullable.getValues()).name)
  if (isInputObjectType(nullable)) return objectOf(nullable, words, choices)
  return scalarOf(nullable.name, name, words, choices)
}

function objectOf(type: GraphQLInputObjectType, words: Words, choices: Choices): InputObject {
  const { some, onceIn } = choices
  // conditions are joined seldom, so that they end
  const isJoined = onceIn(8)
  const fields = Object.values(type.getFields()).filter(
    ({ type: inner }) => isJoined || getNamedType(inner) !== type,
  )
  const isRequired = ({ name, type: inner, defaultValue }: (typeof fields)[number]) =>
    // a query without a metric is rejected
    name === 'metrics' || (isNonNullType(inner) && defaultValue === undefined)
  const required = fields.filter(isRequired)
  const optional = fields.filter((field) => !isRequired(field))
  const isTooMany = type.isOneOf && onceIn(100)
  const chosen = required.length > 0 && !onceIn(3) ? [] : some(optional, type.isOneOf && !isTooMany ? 1 : 2)
  return Object.fromEntries(
    [...required, ...chosen].map(({ name, type: inner }) => {
      // the one field of such an input is never null
      const accepted = type.isOneOf ? new GraphQLNonNull(getNullableType(inner)) : inner
      return [name, valueOf(accepted, name, words, choices)]
    }),
  )
}

function scalarOf(scalar: string, name: string, words: Words, choices: Choices): Value {
  const { oneOf, onceIn, upTo } = choices
  const isOdd = onceIn(20)
  switch (scalar) {
    case 'Boolean':
      return upTo(1) === 1
    case 'Int':
      return isOdd ? oneOf([0, -1, 201, 2_147_483_647]) : 1 + upTo(9)
    case 'Decimal':
    case 'WholeNumber':
      return isOdd ? oneOf([-1, '1e3', '9007199254740993', 0.5]) : upTo(100)
    case 'DaysOrCalendar':
      return isOdd ? 'calendar' : 1 + upTo(40)
    case 'Date':
      return isOdd ? oneOf(['2025-02-30', 'today']) : oneOf(['2025-01-01', '2025-03-31', '2024-02-29'])
    case 'DateTime':
      return isOdd ? '2024-12-01' : oneOf(['2025-02-01T00:00:00Z', '2025-03-31T23:59:59.999Z'])
    case 'Moment':
      return isOdd ? '9999-12-31T00:00:00Z' : oneOf(['2025-02-01T00:00:00Z', '2025-03-31', '2024-12-01'])
    case 'ID':
      return oneOf(words.ids)
    case 'JSON':
      return onceIn(3) ? { event: 'make', where: { size: upTo(2) } } : oneOf(words.texts)
    default:
      return oneOf(isOdd ? odd : textsFor(name, words))
  }
}

function textsFor(name: string, { texts, columns, options }: Words): readonly string[] {
  if (name === 'column' || name === 'by') return columns
  if (name === 'name') return [...options, ...texts]
  return named[name] ?? texts
}
