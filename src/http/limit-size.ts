import type { ApolloServerPlugin } from '@apollo/server'
import { GraphQLError } from 'graphql'
import type { Context } from '../context.ts'
import { PlumblineError } from '../errors.ts'
import { measureDocument } from '../resolvers/metrics/measure-document.ts'

/** Deeper than any page of an application needs; endless circles of accounts and users are deeper. */
const deepest = 15

/** How many things an answer may have, and so how much memory it may take. */
const mostNodes = 50_000

/** Refuses operations whose answer could become too large, before anything of them is run. */
export const limitSize: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ schema, document, operation, request }) => {
        const { depth, nodes } = measureDocument(schema, document, operation, request.variables ?? {})
        if (depth > deepest) {
          refuse(`The fields are nested ${depth} deep; the limit is ${deepest}.`)
        }
        if (nodes > mostNodes) {
          refuse(
            `The answer could have ${nodes} things in it; the limit is ${mostNodes}. ` +
              'Ask for smaller pages (first), or for fewer questions at once.',
          )
        }
        return Promise.resolve()
      },
    }),
}

function refuse(message: string): never {
  throw new GraphQLError(message, {
    originalError: new PlumblineError('QUERY_TOO_EXPENSIVE', message),
    extensions: { http: { status: 400 } },
  })
}
