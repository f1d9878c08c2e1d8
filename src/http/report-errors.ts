import type { ApolloServerPlugin } from '@apollo/server'
import { GraphQLError } from 'graphql'
import type { GraphQLFormattedError } from 'graphql'
import type { Context } from '../context.ts'
import { audienceOf, toGraphQLError } from '../resolvers/to-graphql-error.ts'

/** The request during which each error arose: Apollo does not tell it to the one who formats the error. */
const requestIds = new WeakMap<Error, string>()

/** Logs in full what we have to mend, and notes the request of every error. */
export const reportErrors: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      didEncounterErrors: ({ errors, contextValue, request }) => {
        const { log, requestId, signal } = contextValue
        for (const error of errors) {
          requestIds.set(error, requestId)
          const fields = { requestId, operation: request.operationName, path: error.path?.join('.') }
          if (signal.aborted) log.debug({ event: 'caller_gone', ...fields })
          else if (audienceOf(error) === 'caller')
            log.debug({ event: 'refused', ...fields, reason: error.message })
          else
            log.error({ event: 'failed', ...fields, err: error.originalError ?? error, query: request.query })
        }
        return Promise.resolve()
      },
    }),
}

/** Apollo's hook for what the caller sees of an error. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  if (!(error instanceof GraphQLError)) return toGraphQLError(new GraphQLError(formatted.message), null)
  // Apollo gives its codes, such as GRAPHQL_VALIDATION_FAILED, to the errors that it makes itself
  return toGraphQLError(error, requestIds.get(error) ?? null)
}
