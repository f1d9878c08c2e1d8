import {
  astFromValue,
  coerceInputValue,
  getNamedType,
  isListType,
  getNullableType,
  isScalarType,
  parseType,
  print,
  typeFromAST,
  isEnumType,
} from 'graphql'
import type { GraphQLInputType, GraphQLSchema } from 'graphql'
import type { GraphQLAnswer, ServerUnderTest } from '../e2e/server-under-test.ts'
import { everyPlace, type Place, type Question } from './every-place.ts'
import { foreignWords, longList, oddLiterals, oddValues, type OddValue } from './odd-values.ts'

/** The number of queries in one document, each with an error of its own. */
const together = 40
/** The maximal size of a document with its values. */
const mostBytes = 900_000

/** Selects the values for each place. */
export type Choice = (values: readonly OddValue[], place: number) => readonly OddValue[]

interface Sent {
  readonly question: Question
  readonly value: OddValue
  readonly bytes: number
}

/**
 * Sends odd values to every place of a schema, and returns those with neither a result nor a proper error.
 */
export async function sweep(
  server: ServerUnderTest,
  schema: GraphQLSchema,
  choose: Choice,
): Promise<{ readonly failures: readonly string[]; readonly asked: number }> {
  server.logged()
  const places = everyPlace(schema)
  const sent = places.flatMap((place, index) => {
    const values = choose([...oddValues, longList], index).map((value) => fitted(place, value))
    return values.filter((value) => isRead(place, value.value)).map((value) => toSend(place, value))
  })
  const failures: string[] = []
  for (const batch of batches(sent)) failures.push(...(await failuresOf(server, batch)))
  return { failures, asked: sent.length }
}

/** The placeholder that a number replaces. */
const placeholder = '424242'

/** Sends numbers as document literals to one place of each value type. */
export async function sweepLiterals(
  server: ServerUnderTest,
  schema: GraphQLSchema,
): Promise<readonly string[]> {
  const places = new Map(
    everyPlace(schema).map((place) => [`${String(place.type)} ${place.name.split('(')[0] ?? ''}`, place]),
  )
  const failures: string[] = []
  for (const [index, place] of [...places.values()].filter(({ type }) => isNumeric(type)).entries()) {
    const literal = oddLiterals[index % oddLiterals.length] ?? ''
    const value = isListType(getNullableType(place.type)) ? [placeholder] : placeholder
    const { query } = literalDocument(schema, place.ask(value))
    const { errors = [] } = await server.ask(query.replaceAll(/"?424242"?/g, literal))
    failures.push(
      ...errors
        .filter(isFailure)
        .map((error) => `${place.name} with ${literal}: ${JSON.stringify(error).slice(0, 300)}`),
    )
  }
  return failures
}

/** Whether a place accepts a number. */
function isNumeric(type: GraphQLInputType): boolean {
  const named = getNamedType(type)
  return isScalarType(named) && named.name !== 'Boolean'
}

/** The query with its arguments as literals in the document. */
function literalDocument(schema: GraphQLSchema, question: Question): { readonly query: string } {
  const given = question.arguments.map(({ name, type, value }) => {
    const node = astFromValue(value, typeFromAST(schema, parseType(type)) as GraphQLInputType)
    return `${name}: ${node === null || node === undefined ? 'null' : print(node)}`
  })
  const own = `${question.field}(${given.join(', ')}) ${question.selection}`
  return { query: `{ ${question.within.length === 0 ? own : `${question.within.join(' ')} { ${own} }`} }` }
}

/** A list of the value where a list is required. */
function fitted(place: Place, value: OddValue): OddValue {
  const type = getNullableType(place.type)
  return isListType(type) && !Array.isArray(value.value) && value.value !== null
    ? { ...value, value: [value.value] }
    : value
}

/**
 * Whether GraphQL passes the value on; values that it rejects have its own messages, before anything runs.
 */
function isRead(place: Place, value: unknown): boolean {
  if (!isScalarType(getNamedType(place.type)) && !isEnumType(getNamedType(place.type))) return false
  let isFine = true
  coerceInputValue(value, place.type, (_path, _invalid, error) => {
    isFine = false
    if (error.message === '' || foreignWords.test(error.message))
      throw new Error(`${place.name} is refused without words: ${error.message}`)
  })
  return isFine
}

function toSend(place: Place, value: OddValue): Sent {
  const question = place.ask(value.value)
  return { question, value, bytes: JSON.stringify(question.arguments).length }
}

function batches(sent: readonly Sent[]): readonly (readonly Sent[])[] {
  const all: Sent[][] = []
  let bytes = 0
  for (const one of sent) {
    const last = all.at(-1)
    if (last === undefined || last.length === together || bytes + one.bytes > mostBytes) {
      all.push([one])
      bytes = one.bytes
    } else {
      last.push(one)
      bytes += one.bytes
    }
  }
  return all
}

async function failuresOf(server: ServerUnderTest, batch: readonly Sent[]): Promise<readonly string[]> {
  const { query, variables } = documentOf(batch.map(({ question }) => question))
  const answer = await server.ask(query, variables)
  const errors = answer.errors ?? []
  // an error of the whole document hides the other errors in it
  if (batch.length > 1 && errors.some(({ path }) => path === undefined)) {
    const half = Math.ceil(batch.length / 2)
    return [
      ...(await failuresOf(server, batch.slice(0, half))),
      ...(await failuresOf(server, batch.slice(half))),
    ]
  }
  const failed = server.logged().filter(({ event }) => event === 'failed')
  return [
    ...errors
      .filter(isFailure)
      .map((error) => `${nameOf(batch, error)}: ${JSON.stringify(error).slice(0, 300)}`),
    ...failed.map(
      (line) => `in the log: ${JSON.stringify(line['err']).slice(0, 400)} ${String(line['path'])}`,
    ),
  ]
}

type AnswerError = NonNullable<GraphQLAnswer['errors']>[number]

/**
 * Whether an error is not meant for a caller: it has no public code, no sentence, or the text of another
 * program.
 */
export function isFailure({ message, extensions }: AnswerError): boolean {
  const { code } = extensions
  return (
    typeof code !== 'string' ||
    code === 'INTERNAL' ||
    message.length < 10 ||
    message.length > 25_000 ||
    foreignWords.test(message)
  )
}

function nameOf(batch: readonly Sent[], { path = [] }: AnswerError): string {
  const { question, value } = batch[Number(String(path[0]).slice(1))] ?? batch[0] ?? {}
  return `${question?.place ?? ''} with ${value?.name ?? ''}`
}

/** One document of all queries, each with an alias of its own. */
export function documentOf(questions: readonly Question[]): {
  readonly query: string
  readonly variables: Record<string, unknown>
} {
  const variables = questions.flatMap(({ arguments: given }, index) =>
    given.map(({ name, type, value }) => ({ name: `${name}${String(index)}`, type, value })),
  )
  const fields = questions.map(({ within, field, arguments: given, selection }, index) => {
    const list = given.map(({ name }) => `${name}: $${name}${String(index)}`).join(', ')
    const own = `${within.length === 0 ? `q${String(index)}: ` : ''}${field}(${list}) ${selection}`
    const [around] = within
    return around === undefined ? own : `q${String(index)}: ${around} { ${own} }`
  })
  const declared = variables.map(({ name, type }) => `$${name}: ${type}`).join(', ')
  return {
    query: `query(${declared}) {\n${fields.join('\n')}\n}`,
    variables: Object.fromEntries(variables.map(({ name, value }) => [name, value])),
  }
}
