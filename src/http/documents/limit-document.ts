import type { FastifyInstance } from 'fastify'
import { GraphQLError, Lexer, Source, TokenKind } from 'graphql'
import { PlumblineError } from '../../errors.ts'
import { createRecent } from '../../recent.ts'
import { documentOf } from './document-of.ts'

/** The longest accepted document; the introspection of every client has fewer than 500 tokens. */
export const maxTokens = 10_000

/** Deeper than any client's document; introspection is about 25 deep. */
const maxDepth = 100

/** The largest number of selections of one field: the validation compares each of them with each other one. */
const maxRepetitions = 500

/** Each selection of introspection returns the whole schema. */
const maxIntrospections = 2

/** As many documents as applications send again and again; a body, and so a document, has at most a megabyte. */
const maxKnown = 100

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L])
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R])

/**
 * Rejects a document that would take long before a resolver runs. The GraphQL parser and rules are recursive and
 * compare fields in pairs, so this check of the tokens comes before them.
 */
export function limitDocument(fastify: FastifyInstance): void {
  const known = createRecent<string | null>(maxKnown)
  fastify.addHook('preHandler', (request, _reply, done) => {
    const { text } = documentOf(request)
    const reason = text === null ? null : known.get(text, () => whyTooLarge(text))
    if (reason !== null) throw new PlumblineError('QUERY_TOO_EXPENSIVE', reason, { subject: 'query' })
    done()
  })
}

/** The exceeded limit, as a sentence; null when the document exceeds none. */
export function whyTooLarge(document: string): string | null {
  const lexer = new Lexer(new Source(document))
  const names = new Map<string, number>()
  let depth = 0
  try {
    for (let count = 1; ; count += 1) {
      const { kind, value } = lexer.advance()
      if (kind === TokenKind.EOF) return null
      if (count > maxTokens) return `The document has more than ${maxTokens} tokens. Send several documents.`
      if (opening.has(kind)) depth += 1
      if (closing.has(kind)) depth -= 1
      if (depth > maxDepth) return `The document is nested more than ${maxDepth} deep. Select fewer levels.`
      if (kind === TokenKind.NAME) {
        const times = (names.get(value) ?? 0) + 1
        names.set(value, times)
        if (times > maxTimes(value))
          return `The document has the name ${value} more than ${maxTimes(value)} times. Select each field once.`
      }
    }
  } catch (error) {
    // the parser will report the error and its location
    if (error instanceof GraphQLError) return null
    throw error
  }
}

function maxTimes(name: string): number {
  return name === '__schema' || name === '__type' ? maxIntrospections : maxRepetitions
}
