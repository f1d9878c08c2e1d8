import type { FastifyError, FastifyInstance } from 'fastify'
import { errorCodes } from '../errors.ts'
import type { Log } from '../log.ts'
import { requestIdHeader } from './request-id.ts'

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
      .send(fault('NOT_FOUND', `There is nothing at ${request.url}; GraphQL is at /graphql.`, request.id)),
  )
  fastify.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500
    if (status < 500) return reply.code(status).send(fault('BAD_REQUEST', error.message, request.id))
    log.error({ event: 'failed', requestId: request.id, err: error })
    return reply.code(500).send(fault('INTERNAL', errorCodes.INTERNAL, request.id))
  })
}

function fault(code: keyof typeof errorCodes, message: string, requestId: string) {
  return { errors: [{ message, extensions: { code, requestId } }] }
}
