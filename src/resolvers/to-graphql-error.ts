import { GraphQLError } from 'graphql'
import type { GraphQLFormattedError } from 'graphql'
import { errorCodes, PlumblineError, short } from '../errors.ts'
import type { ErrorCode } from '../errors.ts'

/** Who has to act on an error: the caller gets its reason, we get everything else in the log. */
export type Audience = 'caller' | 'us'

/** What is said of them names hosts, ports and users of the warehouse, which is for the log. */
const oursToMend: readonly ErrorCode[] = ['INTERNAL', 'WAREHOUSE_UNAVAILABLE', 'BAD_CONFIGURATION']

/** Whose turn it is after this error. */
export function audienceOf(error: GraphQLError): Audience {
  const cause = causeOf(error)
  if (cause instanceof PlumblineError) return oursToMend.includes(cause.code) ? 'us' : 'caller'
  // before anything ran, graphql-js has refused the document or its variables, and shows where
  if (error.path === undefined) return cause instanceof GraphQLError || error.nodes ? 'caller' : 'us'
  // afterwards it may still refuse an argument; anything else is a fault of our answer
  return cause instanceof GraphQLError && cause.nodes ? 'caller' : 'us'
}

/**
 * The error as the caller gets it: a code of ours with what helps to mend the question, or one opaque code with the
 * id under which the log has the rest. The id is null before there is a request of GraphQL; the header of the answer has
 * it then, too.
 */
export function toGraphQLError(error: GraphQLError, requestId: string | null): GraphQLFormattedError {
  const place = {
    ...(error.locations && { locations: error.locations }),
    ...(error.path && { path: error.path }),
  }
  const request = requestId === null ? {} : { requestId }
  const cause = causeOf(error)
  if (audienceOf(error) === 'us') {
    const code = toldOutside(cause)
    return { message: errorCodes[code], ...place, extensions: { code, ...request } }
  }
  const extensions =
    cause instanceof PlumblineError ? { code: cause.code, ...cause.details } : { code: codeOf(error) }
  const message = sentences.get(error.message) ?? error.message
  return { message: short(message), ...place, extensions: { ...extensions, ...request } }
}

/** Outside it makes no difference why the warehouse cannot be asked. */
function toldOutside(cause: Error): ErrorCode {
  if (!(cause instanceof PlumblineError)) return 'INTERNAL'
  return cause.code === 'BAD_CONFIGURATION' ? 'WAREHOUSE_UNAVAILABLE' : cause.code
}

/** What graphql-js says in words that help nobody. */
const sentences: ReadonlyMap<string, string> = new Map([
  [
    'Validation aborted.',
    'The document cannot be checked: it selects the same fields too many times. Ask for each of them once.',
  ],
])

/** Apollo's own codes are known to every client: GRAPHQL_VALIDATION_FAILED, PERSISTED_QUERY_NOT_FOUND. */
function codeOf(error: GraphQLError): string {
  const code = error.extensions['code']
  return typeof code !== 'string' || code === 'INTERNAL_SERVER_ERROR' ? 'BAD_REQUEST' : code
}

/** The error that a resolver threw, or the error itself when graphql-js found the fault. */
function causeOf(error: GraphQLError): Error {
  let cause: Error = error
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError
  return cause
}
