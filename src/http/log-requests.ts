import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { errorCodes, PlumblineError } from '../errors.ts'
import type { ErrorCode, ErrorDetails } from '../errors.ts'
import type { Log } from '../log.ts'
import { requestIdHeader } from './request-id.ts'

/** The most bytes that the body of a request may have. */
export const mostBytes = 1_000_000

/** Gives every answer the id of its request, and the log a line about it. */
export function logRequests(fastify: FastifyInstance, log: Log): void {
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header(requestIdHeader, request.id).header('x-content-type-options', 'nosniff')
  })
  fastify.addHook('onResponse', async (request, reply) => {
    const { id: requestId, method } = request
    const path = request.url.split('?', 1)[0]
    const level = path === '/health' || path === '/ready' ? 'debug' : 'info'
    const ms = Math.round(reply.elapsedTime * 10) / 10
    log[level]({ event: 'request', requestId, method, path, status: reply.statusCode, ms })
  })
}

/** Answers what never came to GraphQL in the form that a GraphQL client understands. */
export function answerFaults(fastify: FastifyInstance, log: Log): void {
  fastify.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send(
        fault(
          'NOT_FOUND',
          `There is nothing for ${request.method} at ${request.url}; GraphQL is at /graphql, for GET and POST.`,
          request.id,
        ),
      ),
  )
  fastify.setErrorHandler(answerFault(log))
}

/** Answers what is wrong with a request itself, or with us. */
export function answerFault(log: Log) {
  return (error: FastifyError | PlumblineError, request: FastifyRequest, reply: FastifyReply): void => {
    if (error instanceof PlumblineError) {
      const { code, message, details } = error
      void reply.code(400).send(fault(code, message, request.id, details))
      return
    }
    const status = error.statusCode ?? 500
    if (status < 500) {
      const sentence = sentences.get(error.code) ?? `${error.message.replace(/\.$/, '')}.`
      void reply.code(status).send(fault('BAD_REQUEST', sentence, request.id))
      return
    }
    log.error({ event: 'failed', requestId: request.id, err: error })
    void reply.code(500).send(fault('INTERNAL', errorCodes.INTERNAL, request.id))
  }
}

/** What the server itself refuses, with what it takes instead. */
const sentences: ReadonlyMap<string, string> = new Map([
  ['FST_ERR_CTP_BODY_TOO_LARGE', `The body is larger than ${String(mostBytes)} bytes.`],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'The body has to be JSON: send content-type: application/json.'],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', 'The body is empty; it has to be JSON such as {"query": "{ … }"}.'],
])

function fault(code: ErrorCode, message: string, requestId: string, details: ErrorDetails = {}) {
  return { errors: [{ message, extensions: { code, ...details, requestId } }] }
}
