import fc from 'fast-check'
import { getNamedType, isAbstractType, isCompositeType, isNonNullType, isObjectType } from 'graphql'
import type { GraphQLArgument, GraphQLCompositeType, GraphQLField, GraphQLSchema } from 'graphql'
import { EnumValue, valueOf } from './arbitrary-value.ts'
import type { InputObject, Value, Words } from './arbitrary-value.ts'
import { choicesFrom } from './choices.ts'
import type { Choices } from './choices.ts'

/** A document with its variables, as a client sends it. */
export interface SomeDocument {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

type Field = GraphQLField<unknown, unknown>

/**
 * Documents over a schema: fields, arguments, aliases, fragments, variables and directives. Most of them are valid; the
 * others have an unknown field or directive, a missing argument, or a value that nothing accepts.
 */
export function arbitraryDocument(schema: GraphQLSchema, words: Words): fc.Arbitrary<SomeDocument> {
  return fc
    .array(fc.nat(65_535), { minLength: 400, maxLength: 400, size: 'max' })
    .map((numbers) => writeDocument(schema, words, choicesFrom(numbers)))
}

/** From this level on, only fields without fields of their own are selected. */
const maxDepth = 4

function writeDocument(schema: GraphQLSchema, words: Words, choices: Choices): SomeDocument {
  const { oneOf, onceIn, some } = choices
  const declarations: string[] = []
  const variables: Record<string, unknown> = {}
  const fragments: string[] = []

  const argumentText = ({ name, type }: GraphQLArgument): string => {
    const value = valueOf(type, name, words, choices)
    if (!onceIn(5)) return `${name}: ${print(value)}`
    const variable = `v${declarations.length}`
    declarations.push(`$${variable}: ${String(type)}`)
    variables[variable] = plain(value)
    return `${name}: $${variable}`
  }

  const isGiven = ({ name, type, defaultValue }: GraphQLArgument): boolean => {
    // without small pages, most nested lists exceed the limit of objects
    if (name === 'first') return !onceIn(3)
    // movements are between periods
    if (name === 'grain') return onceIn(2)
    // they accept columns of the result only
    if (['after', 'orderBy', 'keep', 'top'].includes(name)) return onceIn(40)
    return isNonNullType(type) && defaultValue === undefined ? !onceIn(200) : onceIn(14)
  }

  const fieldText = (field: Field, depth: number): string => {
    const alias = onceIn(6) ? `a${choices.upTo(500)}: ` : ''
    const name = onceIn(1_000) ? `${field.name}s` : field.name
    const given = field.args.filter(isGiven).map(argumentText).join(', ')
    const type = getNamedType(field.type)
    const inner = isCompositeType(type) ? ` ${selectionText(type, depth + 1)}` : ''
    return `${alias}${name}${given === '' ? '' : `(${given})`}${directiveText()}${inner}`
  }

  const directiveText = (): string => {
    if (!onceIn(30)) return ''
    const name = onceIn(20) ? 'unknown' : oneOf(['include', 'skip'])
    return ` @${name}(if: ${String((name === 'include') !== onceIn(6))})`
  }

  const selectedFields = (fields: readonly Field[], depth: number): readonly Field[] => {
    if (depth === 0) return some(fields, onceIn(4) ? 3 : 1)
    const leaves = fields.filter(({ type }) => !isCompositeType(getNamedType(type)))
    if (depth >= maxDepth) return some(leaves, 4)
    // a result is rejected without a metric in its rows, and a metric has fields of its own
    const others = fields.filter((field) => !leaves.includes(field))
    const first = fields.filter(({ name }) => name === 'rows').concat(some(others, 1))[0]
    const rest = fields.filter((field) => field !== first)
    return [...(first === undefined ? [] : [first]), ...some(rest, 3)]
  }

  const fieldsText = (type: GraphQLCompositeType, depth: number): string => {
    const fields = isObjectType(type) ? selectedFields(Object.values(type.getFields()), depth) : []
    const texts = fields.map((field) => fieldText(field, depth))
    return [...(texts.length === 0 || onceIn(20) ? ['__typename'] : []), ...texts].join(' ')
  }

  /** The fields of a type in braces, some of them in fragments. */
  const selectionText = (type: GraphQLCompositeType, depth: number): string => {
    const object = isAbstractType(type) ? oneOf(schema.getPossibleTypes(type)) : type
    const fields = fieldsText(object, depth)
    if (object !== type || onceIn(20)) return `{ __typename ... on ${object.name} { ${fields} } }`
    if (!onceIn(20)) return `{ ${fields} }`
    const name = `F${fragments.length}`
    fragments.push(`fragment ${name} on ${object.name} { ${fields} }`)
    return `{ ...${name} }`
  }

  const root = schema.getQueryType()
  if (!root) throw new Error('The schema has no queries.')
  const selection = selectionText(root, 0)
  const declared = declarations.length === 0 ? '' : `(${declarations.join(', ')})`
  return { query: [`query Some${declared} ${selection}`, ...fragments].join('\n'), variables }
}

/** A value as a literal of a document. */
function print(value: Value): string {
  if (value instanceof EnumValue) return value.name
  if (Array.isArray(value)) return `[${value.map(print).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value as InputObject).map(([name, inner]) => `${name}: ${print(inner)}`)
  return `{ ${fields.join(', ')} }`
}

/** A value as JSON, for variables. */
function plain(value: Value): unknown {
  if (value instanceof EnumValue) return value.name
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value as InputObject).map(([name, inner]) => [name, plain(inner)]))
}
