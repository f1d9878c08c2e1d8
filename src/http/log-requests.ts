import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { errorCodes, opaqueCodeOf, PlumblineError } from '../errors.ts'
import type { ErrorCode, ErrorDetails } from '../errors.ts'
import type { Log } from '../log.ts'
import { atEnd } from './at-end.ts'
import { isProbe } from './callers/authenticate-requests.ts'
import { cubePath, dbtPath, queryPaths } from './query-paths.ts'
import { requestIdHeader } from './request-id.ts'
import { retryAfter } from './retry-after.ts'
import { inTrace } from './tracing/trace-requests.ts'

/** The largest body of a request, in bytes. */
export const maxBytes = 1_000_000

/** Adds the request id to every response, and logs every request. */
export function logRequests(fastify: FastifyInstance, log: Log): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header(requestIdHeader, request.id)
    done()
  })
  atEnd(fastify, (request, { status, ms }) => {
    const { id: requestId, method } = request
    const path = request.url.split('?', 1)[0]
    const level = isProbe(request) ? 'debug' : 'info'
    inTrace(request, () =>
      log[level]({ event: 'request', requestId, method, path, status, ms: Math.round(ms * 10) / 10 }),
    )
  })
}

/** Responds to errors outside GraphQL in the format of GraphQL errors. */
export function respondToFaults(fastify: FastifyInstance, log: Log): void {
  fastify.setNotFoundHandler((request, reply) => {
    const explorer = fastify.hasRoute({ method: 'GET', url: '/' }) ? ' The explorer is at /.' : ''
    const sentence = `No route for ${request.method} ${request.url}. GraphQL is at /graphql and exports are at /export, for GET and POST; agents POST to /mcp, and clients of Cube ask below ${cubePath}, and those of dbt POST to ${dbtPath}.${explorer}`
    const methods = queryPaths.get(request.url.split('?', 1)[0] ?? '')
    // RFC 9110: a response with 405 names the methods to use
    if (methods !== undefined) void reply.header('allow', methods)
    return reply.code(methods === undefined ? 404 : 405).send(fault('NOT_FOUND', sentence, request.id))
  })
  handleFaults(fastify, log)
}

/** The body of a response to an error. */
export type FaultForm = (
  code: ErrorCode,
  message: string,
  requestId: string,
  details?: ErrorDetails,
) => object

/** Responds to the errors of some routes, in the format of GraphQL errors or in another form. */
export function handleFaults(fastify: FastifyInstance, log: Log, form: FaultForm = fault): void {
  const respond = respondToFault(log, form)
  fastify.setErrorHandler((error: FastifyError | PlumblineError, request, reply) => {
    if (reply.raw.destroyed) {
      log.debug({ event: 'caller_gone', requestId: request.id })
      return reply.send()
    }
    request.record.errors.push(codeOf(error))
    respond(error, request, reply)
    return reply
  })
}

/** Responds to an invalid request, or an internal error. */
export function respondToFault(log: Log, form: FaultForm = fault) {
  return (error: FastifyError | PlumblineError, request: FastifyRequest, reply: FastifyReply): void => {
    const code = codeOf(error)
    // RFC 9110: an answer with 401 names the scheme to use
    if (code === 'UNAUTHENTICATED') void reply.header('www-authenticate', 'Bearer')
    const seconds = retryAfter(code)
    if (seconds !== null) void reply.header('retry-after', seconds)
    if (code === 'BODY_TOO_LARGE') dropBody(request, reply)
    void reply.code(error instanceof PlumblineError ? (statuses[code] ?? 400) : (error.statusCode ?? 500))
    if (code === 'INTERNAL' || code === 'WAREHOUSE_UNAVAILABLE') {
      inTrace(request, () => log.error({ event: 'failed', requestId: request.id, err: error }))
      void reply.send(form(code, errorCodes[code], request.id))
    } else if (error instanceof PlumblineError)
      void reply.send(form(code, error.message, request.id, error.details))
    else {
      const sentence = sentences.get(error.code) ?? `${error.message.replace(/\.$/, '')}.`
      void reply.send(form(code, sentence, request.id))
    }
  }
}

/** Reads the rest of a body without keeping it: a client that still sends loses the response of a closed connection. */
function dropBody(request: FastifyRequest, reply: FastifyReply): void {
  void reply.header('connection', 'keep-alive')
  request.raw.resume()
}

function codeOf(error: FastifyError | PlumblineError): ErrorCode {
  if (error instanceof PlumblineError) return opaqueCodeOf(error) ?? error.code
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'BODY_TOO_LARGE'
  return (error.statusCode ?? 500) < 500 ? 'BAD_REQUEST' : 'INTERNAL'
}

/** Status codes of errors before GraphQL; all others are 400. */
const statuses: Partial<Readonly<Record<ErrorCode, number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  DOCUMENT_NOT_TRUSTED: 403,
  HOST_NOT_ALLOWED: 421,
  TOO_MANY_REQUESTS: 429,
  NOT_ACCEPTABLE: 406,
  OVERLOADED: 503,
  WAREHOUSE_UNAVAILABLE: 503,
  INTERNAL: 500,
  TIMEOUT: 504,
}

/** The server's own rejections, with the accepted alternative. */
const sentences: ReadonlyMap<string, string> = new Map([
  ['FST_ERR_CTP_BODY_TOO_LARGE', `The body is larger than ${String(maxBytes)} bytes.`],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'The body must be JSON: send content-type: application/json.'],
  [
    'FST_ERR_CTP_EMPTY_JSON_BODY',
    'The body is empty. It must be JSON, such as {"query": "{ … }"} for GraphQL.',
  ],
])

/** The body of an error in the format of GraphQL errors. */
export function fault(code: ErrorCode, message: string, requestId: string, details: ErrorDetails = {}) {
  return { errors: [{ message, extensions: { code, ...details, requestId } }] }
}
