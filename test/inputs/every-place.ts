import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import type {
  GraphQLArgument,
  GraphQLField,
  GraphQLInputField,
  GraphQLInputType,
  GraphQLOutputType,
  GraphQLSchema,
} from 'graphql'

/** A place in the schema for a caller's value: an argument of a field, or a field of its input. */
export interface Place {
  /** `accounts(where.name.eq)`. */
  readonly name: string
  /** The type of the value alone, a list when it is one. */
  readonly type: GraphQLInputType
  /** A query with the value there, and no other reason to reject it. */
  readonly ask: (value: unknown) => Question
}

/** A field of a document, and the arguments that are its variables. */
export interface Question {
  readonly place: string
  /** The fields around it, each with its arguments: `['account(id: "acme")']`. */
  readonly within: readonly string[]
  readonly field: string
  readonly arguments: readonly { readonly name: string; readonly type: string; readonly value: unknown }[]
  readonly selection: string
}

type Field = GraphQLField<unknown, unknown>
type Input = GraphQLArgument | GraphQLInputField

/** Existing objects, so that their fields can be queried. */
const known: Readonly<Record<string, string>> = {
  Account: 'account(id: "acme")',
  Workspace: 'workspace(id: "w1")',
  User: 'user(id: "ada")',
  Buyer: 'buyer(id: "c1")',
  Opportunity: 'opportunity(id: "o1")',
  Subscription: 'subscription(id: "s1")',
  Catalog: 'catalog',
}

/** Every place of every field of a query that takes arguments; `test/http/streams.test.ts` has those of streams. */
export function everyPlace(schema: GraphQLSchema): readonly Place[] {
  const query = schema.getQueryType()
  const streams = schema.getSubscriptionType()
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || type === streams || type.name.startsWith('__')) return []
    const within = type === query ? [] : known[type.name] === undefined ? null : [known[type.name] ?? '']
    return Object.values(type.getFields()).flatMap((field) => {
      if (field.args.length === 0) return []
      if (within === null) throw new Error(`Nothing is known by which to ask for ${type.name}.${field.name}`)
      return field.args.flatMap((argument) => placesOf(field, argument, within))
    })
  })
}

function placesOf(field: Field, argument: GraphQLArgument, within: readonly string[]): Place[] {
  return leavesOf(argument.type, []).map(({ path, type, build }) => ({
    name: `${field.name}(${[argument.name, ...path].join('.')})`,
    type,
    ask: (value) => {
      const given = { ...base(field, [argument.name, ...path]), [argument.name]: build(value) }
      return {
        place: `${field.name}(${[argument.name, ...path].join('.')})`,
        within,
        field: field.name,
        arguments: Object.entries(merged(field, given)).map(([name, one]) => ({
          name,
          type: String(field.args.find((other) => other.name === name)?.type),
          value: one,
        })),
        selection: selectionOf(field.type),
      }
    },
  }))
}

interface Leaf {
  readonly path: readonly string[]
  readonly type: GraphQLInputType
  readonly build: (value: unknown) => unknown
}

/** The places within a value of a type; an input is not nested in itself. */
function leavesOf(given: GraphQLInputType, above: readonly string[]): readonly Leaf[] {
  const type = getNullableType(given)
  const named = getNamedType(type)
  if (isLeafType(named)) return [{ path: [], type: given, build: (value) => value }]
  if (!isInputObjectType(named) || above.includes(named.name)) return []
  const wrap = (value: unknown) => (isListType(type) ? [value] : value)
  return Object.values(named.getFields()).flatMap((field) =>
    leavesOf(field.type, [...above, named.name]).map((leaf) => ({
      path: [field.name, ...leaf.path],
      type: leaf.type,
      build: (value: unknown) =>
        wrap({ ...required(named.getFields(), field), [field.name]: leaf.build(value) }),
    })),
  )
}

/** The required siblings of a field. */
function required(fields: Readonly<Record<string, Input>>, but: Input | null): Record<string, unknown> {
  return Object.fromEntries(
    Object.values(fields)
      .filter((field) => field !== but && isNeeded(field))
      .map((field) => [field.name, someValue(field.type)]),
  )
}

function isNeeded({ type, defaultValue }: Input): boolean {
  return isNonNullType(type) && defaultValue === undefined
}

/** The simplest value of a type. */
function someValue(given: GraphQLInputType): unknown {
  const type = isNonNullType(given) ? given.ofType : given
  if (isListType(type)) return [someValue(type.ofType)]
  if (isEnumType(type))
    return (type.getValues().find(({ name }) => name === 'SIGNUPS') ?? type.getValues()[0])?.name
  if (isInputObjectType(type)) {
    const fields = type.getFields()
    const own = required(fields, null)
    const first = Object.values(fields)[0]
    return type.isOneOf && first !== undefined ? { [first.name]: someValue(first.type) } : own
  }
  switch (String(type)) {
    case 'Int':
      return 1
    case 'Boolean':
      return true
    default:
      return 'signups'
  }
}

/** The required arguments of a query, so that only the value can fail. */
function base(field: Field, path: readonly string[]): Record<string, unknown> {
  const grains = field.args.flatMap(({ name, type }) => (name === 'grain' ? valuesOf(type) : []))
  const grain = grains.length > 0 ? { grain: grains.find((one) => one === 'MONTH') ?? grains[0] } : {}
  const values = field.args.flatMap(({ name, type }) => (name === 'by' ? valuesOf(type) : []))
  const wanted =
    path[0] === 'keep' ? path[1]?.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase() : values[0]
  const by = ['keep', 'top'].includes(path[0] ?? '') && values.includes(wanted ?? '') ? { by: [wanted] } : {}
  return { ...required(Object.fromEntries(field.args.map((one) => [one.name, one])), null), ...grain, ...by }
}

function valuesOf(type: GraphQLInputType): readonly string[] {
  const named = getNamedType(type)
  return isEnumType(named) ? named.getValues().map(({ name }) => name) : []
}

/** `metrics` and `explain` have one argument, which contains everything. */
function merged(field: Field, given: Record<string, unknown>): Record<string, unknown> {
  const input = given['input']
  if (field.args.length > 1 || typeof input !== 'object' || input === null) return given
  const whole = { metrics: ['SIGNUPS'], grain: 'MONTH', ...input } as Record<string, unknown>
  const needsDimension = ['keep', 'top'].some((name) => name in whole) && !('by' in whole)
  return { input: needsDimension ? { ...whole, by: ['COUNTRY'] } : whole }
}

/** The selection: numbers where there are rows, else the first scalar field. */
function selectionOf(type: GraphQLOutputType): string {
  const fields = fieldsOf(type)
  if (fields.length === 0) return ''
  const rows = fields.find(({ name }) => name === 'rows')
  if (rows !== undefined) {
    const metric = fieldsOf(rows.type).find((field) => fieldsOf(field.type).length > 0)
    if (metric === undefined) return '{ rows }'
    return `{ rows { ${metric.name} { ${fieldsOf(metric.type)[0]?.name ?? '__typename'} } } }`
  }
  if (fields.some(({ name }) => name === 'totalCount')) return '{ totalCount nodes { __typename } }'
  return `{ ${fields.find((field) => field.args.length === 0 && fieldsOf(field.type).length === 0)?.name ?? '__typename'} }`
}

function fieldsOf(type: GraphQLOutputType): readonly Field[] {
  const named = getNamedType(type)
  return isObjectType(named) || isInterfaceType(named) ? Object.values(named.getFields()) : []
}
