import type { FastifyInstance, FastifyRequest } from 'fastify'
import { GraphQLError, Lexer, Source, TokenKind } from 'graphql'
import { PlumblineError } from '../errors.ts'

/** Deeper than any client's document; introspection is about 25 deep. */
const maxDepth = 100

const opening: readonly string[] = [TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]
const closing: readonly string[] = [TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]

/**
 * Rejects a document nested so deep that it would overflow the stack. The GraphQL parser and rules are
 * recursive, so this check comes before them.
 */
export function limitNesting(fastify: FastifyInstance, maxTokens: number): void {
  fastify.addHook('preHandler', (request, _reply, done) => {
    const document = documentOf(request)
    if (document !== null && isTooDeep(document, maxTokens)) {
      throw new PlumblineError(
        'QUERY_TOO_EXPENSIVE',
        `The document is nested more than ${String(maxDepth)} deep. Select fewer levels.`,
        { subject: 'query' },
      )
    }
    done()
  })
}

function documentOf({ body, query }: FastifyRequest): string | null {
  const parameters = (body ?? query ?? null) as Readonly<Record<string, unknown>> | null
  const document = parameters?.['query']
  return typeof document === 'string' ? document : null
}

function isTooDeep(document: string, maxTokens: number): boolean {
  const lexer = new Lexer(new Source(document))
  let depth = 0
  try {
    // longer documents are rejected by their length
    for (let count = 0; count < maxTokens; count += 1) {
      const { kind } = lexer.advance()
      if (kind === TokenKind.EOF) return false
      if (opening.includes(kind)) depth += 1
      if (closing.includes(kind)) depth -= 1
      if (depth > maxDepth) return true
    }
    return false
  } catch (error) {
    // the parser will report the error and its location
    if (error instanceof GraphQLError) return false
    throw error
  }
}
