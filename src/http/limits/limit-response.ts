import type { ApolloServerPlugin } from '@apollo/server'
import { GraphQLError } from 'graphql'
import type { Context } from '../../context.ts'
import { PlumblineError } from '../../errors.ts'
import { measureDocument, type DocumentSize } from '../../resolvers/metrics/measure-document.ts'

/** More than a document without fragments can have; a fragment that spreads two others doubles with each level. */
const maxFields = 10_000

/** Deeper than any page of an application; endless cycles of accounts and users are deeper. */
const maxDepth = 15

/** The largest number of objects in a response, which bounds its memory. */
const maxNodes = 50_000

/** The largest number of fields with a statement of their own: what the weight of results allows, too. */
const maxQueries = 50

/** Rejects operations with a potentially too large response before they run. */
export const limitResponse: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ schema, document, operation, request }) => {
        const reason = whyTooLarge(measureDocument(schema, document, operation, request.variables ?? {}))
        if (reason !== null) reject(reason)
        return Promise.resolve()
      },
    }),
}

/** The limit that a response could exceed, as a sentence; null when it exceeds none. */
export function whyTooLarge({ fields, depth, nodes, queries }: DocumentSize): string | null {
  if (fields > maxFields)
    return (
      `The document selects more than ${maxFields} fields, with those of each spread of a fragment. ` +
      'Spread each fragment once.'
    )
  if (depth > maxDepth) return `The fields are nested ${depth} deep; the limit is ${maxDepth}.`
  if (nodes > maxNodes)
    return (
      `The response could have ${nodes} objects; the limit is ${maxNodes}. ` +
      'Use smaller pages (first), or fewer queries at once.'
    )
  if (queries > maxQueries)
    return `The document has ${queries} queries of the warehouse; the limit is ${maxQueries}. Send several documents.`
  return null
}

function reject(message: string): never {
  throw new GraphQLError(message, {
    originalError: new PlumblineError('QUERY_TOO_EXPENSIVE', message),
    extensions: { http: { status: 400 } },
  })
}
