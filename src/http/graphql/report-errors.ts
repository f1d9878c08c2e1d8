import { AsyncLocalStorage } from 'node:async_hooks'
import type { ApolloServerPlugin } from '@apollo/server'
import { GraphQLError } from 'graphql'
import type { GraphQLFormattedError } from 'graphql'
import type { Context } from '../../context.ts'
import { PlumblineError } from '../../errors.ts'
import { audienceOf, toGraphQLError } from '../../resolvers/to-graphql-error.ts'

/** The id of the request that is being answered, which Apollo does not pass to `formatError`. */
const answeredRequest = new AsyncLocalStorage<string>()

/** How many requests are being answered with their id. */
let answering = 0

/** Answers a request; the errors that Apollo formats meanwhile have its id. */
export async function withRequestId<Result>(id: string, answer: () => Promise<Result>): Promise<Result> {
  answering += 1
  try {
    return await answeredRequest.run(id, answer)
  } finally {
    answering -= 1
    // in Node 20, every promise of the process takes longer while it is in use
    if (answering === 0) answeredRequest.disable()
  }
}

/** Logs internal errors in full. */
export const reportErrors: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      didEncounterErrors: ({ errors, contextValue, request }) => {
        const { log, requestId, signal } = contextValue
        for (const error of errors) {
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
    return isOurs ? result : { ...result, message: withoutSuggestion(result.message) }
  }
}

/** A message of graphql-js without similar names of the schema. */
export function withoutSuggestion(message: string): string {
  return message.replace(suggestion, '')
}

/** How graphql-js ends a message with similar names. */
const suggestion = / Did you mean [^?]*\?/g

function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  // Apollo adds its codes, such as GRAPHQL_VALIDATION_FAILED, to its own errors
  const known = error instanceof GraphQLError ? error : new GraphQLError(formatted.message)
  return toGraphQLError(known, answeredRequest.getStore() ?? null)
}
