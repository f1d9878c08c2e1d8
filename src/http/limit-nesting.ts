import type { FastifyInstance, FastifyRequest } from 'fastify'
import { GraphQLError, Lexer, Source, TokenKind } from 'graphql'
import { PlumblineError } from '../errors.ts'

/** Deeper than any document of a client is nested; introspection is about 25 deep. */
const deepest = 100

const opening: readonly string[] = [TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]
const closing: readonly string[] = [TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]

/**
 * Refuses a document that is nested so deep that reading it would overflow the stack: the parser and the rules of
 * GraphQL go down level by level, so it has to be seen before them.
 */
export function limitNesting(fastify: FastifyInstance, mostTokens: number): void {
  fastify.addHook('preHandler', (request, _reply, done) => {
    const document = documentOf(request)
    if (document !== null && isTooDeep(document, mostTokens)) {
      throw new PlumblineError(
        'QUERY_TOO_EXPENSIVE',
        `The document is nested more than ${String(deepest)} deep. Ask for fewer levels.`,
        { subject: 'query' },
      )
    }
    done()
  })
}

function documentOf({ body, query }: FastifyRequest): string | null {
  const given = (body ?? query ?? null) as Readonly<Record<string, unknown>> | null
  const document = given?.['query']
  return typeof document === 'string' ? document : null
}

function isTooDeep(document: string, mostTokens: number): boolean {
  const lexer = new Lexer(new Source(document))
  let depth = 0
  try {
    // a longer document is refused by its length
    for (let count = 0; count < mostTokens; count += 1) {
      const { kind } = lexer.advance()
      if (kind === TokenKind.EOF) return false
      if (opening.includes(kind)) depth += 1
      if (closing.includes(kind)) depth -= 1
      if (depth > deepest) return true
    }
    return false
  } catch (error) {
    // the parser will say what is wrong, and where
    if (error instanceof GraphQLError) return false
    throw error
  }
}
