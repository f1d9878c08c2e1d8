import { GraphQLError } from 'graphql'
import type { GraphQLFormattedError } from 'graphql'
import { renamedParameters, renamedValues } from '../catalog/renamed.ts'
import { errorCodes, opaqueCodeOf, PlumblineError, short } from '../errors.ts'
import { toEnumName, toFieldName } from './sdl/graphql-name.ts'

/** The audience of an error: callers get its message; all internal details go to the log. */
export type Audience = 'caller' | 'us'

/** The audience of this error. */
export function audienceOf(error: GraphQLError): Audience {
  const cause = causeOf(error)
  if (cause instanceof PlumblineError) return opaqueCodeOf(cause) === null ? 'caller' : 'us'
  // before execution, graphql-js rejects the document or its variables, with the location
  if (error.path === undefined) return cause instanceof GraphQLError || error.nodes ? 'caller' : 'us'
  // during execution it may still reject an argument; any other error is internal
  return cause instanceof GraphQLError && cause.nodes ? 'caller' : 'us'
}

/**
 * The error for the caller: a Plumbline code with helpful details, or an opaque code with the request id of
 * the log. The id is null before GraphQL has the request; the response header has it then, too.
 */
export function toGraphQLError(error: GraphQLError, requestId: string | null): GraphQLFormattedError {
  const place = {
    ...(error.locations && { locations: error.locations }),
    ...(error.path && { path: error.path }),
  }
  const request = requestId === null ? {} : { requestId }
  const cause = causeOf(error)
  if (audienceOf(error) === 'us') {
    const code = opaqueCodeOf(cause) ?? 'INTERNAL'
    return { message: errorCodes[code], ...place, extensions: { code, ...request } }
  }
  const extensions =
    cause instanceof PlumblineError ? { code: cause.code, ...cause.details } : { code: codeOf(error) }
  const message = sentences.get(error.message) ?? withNewName(error.message)
  return { message: short(message), ...place, extensions: { ...extensions, ...request } }
}

/** Replaces messages of graphql-js that do not help. */
const sentences: ReadonlyMap<string, string> = new Map([
  [
    'Validation aborted.',
    'The document cannot be validated: it selects the same fields too many times. Select each of them once.',
  ],
])

/** Names the new word where graphql-js does not know the old one: a field of the options, or a value. */
function withNewName(message: string): string {
  const [, unknown = ''] = /^(?:Field|Value|Unknown argument) "(\w+)"/.exec(message) ?? []
  const renamed = newNames.get(unknown)
  return renamed === undefined ? message : `${message} ${unknown} is now ${renamed}.`
}

const newNames: ReadonlyMap<string, string> = new Map([
  ...Object.entries(renamedParameters).map(([from, to]) => [toFieldName(from), toFieldName(to)] as const),
  ...Object.values(renamedValues).flatMap((values) =>
    Object.entries(values).map(([from, to]) => [toEnumName(from), toEnumName(to)] as const),
  ),
])

/** Apollo's own codes are known to every client: GRAPHQL_VALIDATION_FAILED, PERSISTED_QUERY_NOT_FOUND. */
function codeOf(error: GraphQLError): string {
  const code = error.extensions['code']
  return typeof code !== 'string' || code === 'INTERNAL_SERVER_ERROR' ? 'BAD_REQUEST' : code
}

/** The error thrown by a resolver, or the error itself when graphql-js detected the fault. */
function causeOf(error: GraphQLError): Error {
  let cause: Error = error
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError
  return cause
}
