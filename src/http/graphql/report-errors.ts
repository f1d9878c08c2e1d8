import type { ApolloServerPlugin } from '@apollo/server'
import { GraphQLError } from 'graphql'
import type { GraphQLFormattedError } from 'graphql'
import type { Context } from '../../context.ts'
import { PlumblineError } from '../../errors.ts'
import { audienceOf, toGraphQLError } from '../../resolvers/to-graphql-error.ts'

/** The request of each error, which Apollo does not pass to `formatError`. */
const requestIds = new WeakMap<Error, string>()

/** Logs internal errors in full, and records the request of every error. */
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
            log.debug({ event: 'rejected', ...fields, reason: error.message })
          else
            log.error({ event: 'failed', ...fields, err: error.originalError ?? error, query: request.query })
        }
        return Promise.resolve()
      },
    }),
}

/** Apollo's hook that formats an error for the caller, without names of the schema where introspection is off. */
export function formatErrors(
  introspection: boolean,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  if (introspection) return formatError
  return (formatted, error) => {
    const result = formatError(formatted, error)
    const isOurs = error instanceof GraphQLError && error.originalError instanceof PlumblineError
    return isOurs ? result : { ...result, message: result.message.replace(suggestion, '') }
  }
}

/** How graphql-js ends a message with similar names. */
const suggestion = / Did you mean [^?]*\?/g

function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  if (!(error instanceof GraphQLError)) return toGraphQLError(new GraphQLError(formatted.message), null)
  // Apollo adds its codes, such as GRAPHQL_VALIDATION_FAILED, to its own errors
  return toGraphQLError(error, requestIds.get(error) ?? null)
}
