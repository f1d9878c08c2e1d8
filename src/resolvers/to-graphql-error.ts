import { unwrapResolverError } from '@apollo/server/errors'
import type { GraphQLFormattedError } from 'graphql'
import { PlumblineError } from '../errors.ts'
import type { Log } from '../log.ts'

/**
 * What a caller sees of an error: one that they can act on with its code and the valid alternatives, one of
 * ours only as a code and the request id under which the log has all of it.
 */
export function toGraphqlError(formatted: GraphQLFormattedError, error: unknown, requestId: string, log: Log): GraphQLFormattedError {
  const cause = unwrapResolverError(error)
  if (cause instanceof PlumblineError) {
    return { ...formatted, message: cause.message, extensions: { code: cause.code, ...cause.details, requestId } }
  }
  // a question that GraphQL itself refuses is the caller's to mend
  const code = formatted.extensions?.['code']
  if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR') {
    return { ...formatted, extensions: { code, requestId } }
  }
  log.error({ event: 'request_failed', requestId, err: cause }, 'a request failed')
  return {
    message: `Something on our side broke; request ${requestId} is in the log.`,
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
    ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
    extensions: { code: 'INTERNAL', requestId },
  }
}
