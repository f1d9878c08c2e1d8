import type { ApolloServerPlugin } from '@apollo/server'
import { GraphQLError } from 'graphql'
import type { Context } from '../../context.ts'
import { PlumblineError } from '../../errors.ts'
import { measureDocument } from '../../resolvers/metrics/measure-document.ts'

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
        const size = measureDocument(schema, document, operation, request.variables ?? {})
        const { fields, depth, nodes, queries } = size
        if (fields > maxFields)
          reject(
            `The document selects more than ${maxFields} fields, with those of each spread of a fragment. ` +
              'Spread each fragment once.',
          )
        if (depth > maxDepth) {
          reject(`The fields are nested ${depth} deep; the limit is ${maxDepth}.`)
        }
        if (nodes > maxNodes) {
          reject(
            `The response could have ${nodes} objects; the limit is ${maxNodes}. ` +
              'Use smaller pages (first), or fewer queries at once.',
          )
        }
        if (queries > maxQueries)
          reject(
            `The document has ${queries} queries of the warehouse; the limit is ${maxQueries}. ` +
              'Send several documents.',
          )
        return Promise.resolve()
      },
    }),
}

function reject(message: string): never {
  throw new GraphQLError(message, {
    originalError: new PlumblineError('QUERY_TOO_EXPENSIVE', message),
    extensions: { http: { status: 400 } },
  })
}
